package org.gatehouse.vault.kms;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.gatehouse.vault.envelope.AesGcm;
import org.gatehouse.vault.envelope.Binding;
import org.gatehouse.vault.envelope.Envelope;
import org.gatehouse.vault.envelope.KeyName;
import org.gatehouse.vault.envelope.KeyRing;
import org.gatehouse.vault.envelope.Opening;
import org.gatehouse.vault.envelope.OwnerId;
import org.gatehouse.vault.envelope.SealedSecret;
import org.gatehouse.vault.envelope.SecretId;
import org.gatehouse.vault.envelope.SecretMaterial;
import org.gatehouse.vault.envelope.WrappedKey;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

final class LocalEnvelopeTest {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String OLD = "old:" + randomKey();
    private static final String NEW = "new:" + randomKey();

    private final Envelope envelope = envelope(OLD);

    @Nested
    final class Opens {

        @Test
        void inItsOwnPlace() {
            Row row = Row.sealedBy(envelope, 1);
            assertThat(row.open(envelope)).isEqualTo(new Opening.Opened(Row.secret(1)));
        }

        @Test
        void underAKeyThatIsNoLongerTheFirst() {
            Row row = Row.sealedBy(envelope, 1);
            Envelope rotated = envelope(NEW + "," + OLD);
            assertThat(row.open(rotated)).isEqualTo(new Opening.Opened(Row.secret(1)));
            assertThat(Row.sealedBy(rotated, 2).sealed().key().name()).isEqualTo(new KeyName("local", "new", 1));
        }

        @Test
        void afterARewrapAndThenWithoutTheOldKey() {
            Row row = Row.sealedBy(envelope, 1);
            WrappedKey rewrapped = ring(NEW + "," + OLD)
                    .rewrap(row.sealed().key(), row.binding())
                    .orElseThrow();
            Row moved = new Row(
                    row.binding(), new SealedSecret(rewrapped, row.sealed().payload()));
            assertThat(moved.open(envelope(NEW))).isEqualTo(new Opening.Opened(Row.secret(1)));
            assertThat(row.open(envelope(NEW))).isEqualTo(new Opening.DoesNotOpen());
        }
    }

    @Test
    void opensAWrapFromBeforeKeysWereDerivedForEachPlace() {
        Binding place = ProviderContract.place();
        var name = new KeyName("local", "old", 1);
        var bound = new java.io.ByteArrayOutputStream();
        bound.writeBytes(place.forWrap());
        bound.writeBytes(name.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
        var master = SecretMaterial.owning(Base64.getDecoder().decode(OLD.substring("old:".length())));
        var dataKey = SecretMaterial.random(RANDOM, 32);
        byte[] wrapped = dataKey.expose(plain -> new AesGcm(master).seal(plain, bound.toByteArray()));
        var before = new WrappedKey(name, wrapped);
        assertThat(ring(OLD).unwrap(before, place)).contains(dataKey);
        WrappedKey moved = ring(NEW + "," + OLD).rewrap(before, place).orElseThrow();
        assertThat(moved.bytes()).hasSize(wrapped.length + 1);
        assertThat(ring(NEW).unwrap(moved, place)).contains(dataKey);
    }

    @Nested
    final class DoesNotOpen {

        @Test
        void withAnyBitOfAnyByteOf50BlobsFlipped() {
            for (int i = 0; i < 50; i++) {
                Row row = Row.sealedBy(envelope, i);
                byte[] wrapped = row.sealed().key().bytes();
                byte[] payload = row.sealed().payload();
                for (int bit = 0; bit < 8 * wrapped.length; bit++) {
                    assertThat(row.with(flipped(wrapped, bit), payload).open(envelope))
                            .isEqualTo(new Opening.DoesNotOpen());
                }
                for (int bit = 0; bit < 8 * payload.length; bit++) {
                    assertThat(row.with(wrapped, flipped(payload, bit)).open(envelope))
                            .isEqualTo(new Opening.DoesNotOpen());
                }
            }
        }

        @Test
        void withAnyPairOf20RowsSwappedWholeOrByColumn() {
            List<Row> rows = IntStream.range(0, 20)
                    .mapToObj(i -> Row.sealedBy(envelope, i))
                    .toList();
            List<Row> swapped = new ArrayList<>();
            for (Row here : rows) {
                for (Row there : rows) {
                    if (!here.equals(there)) {
                        swapped.add(new Row(here.binding(), there.sealed()));
                        swapped.add(here.with(
                                there.sealed().key().bytes(), here.sealed().payload()));
                        swapped.add(here.with(
                                here.sealed().key().bytes(), there.sealed().payload()));
                    }
                }
            }
            assertThat(swapped)
                    .hasSize(3 * 20 * 19)
                    .allSatisfy(row -> assertThat(row.open(envelope)).isEqualTo(new Opening.DoesNotOpen()));
        }

        @Test
        void withColumnsSwappedOrCutShort() {
            Row row = Row.sealedBy(envelope, 1);
            byte[] wrapped = row.sealed().key().bytes();
            byte[] payload = row.sealed().payload();
            List<Row> broken = new ArrayList<>(List.of(row.with(payload, wrapped)));
            for (int length = 0; length < wrapped.length; length++) {
                broken.add(row.with(Arrays.copyOf(wrapped, length), payload));
            }
            for (int length = 0; length < payload.length; length++) {
                broken.add(row.with(wrapped, Arrays.copyOf(payload, length)));
            }
            assertThat(broken)
                    .allSatisfy(each -> assertThat(each.open(envelope)).isEqualTo(new Opening.DoesNotOpen()));
        }

        @Test
        void withAnyFieldOfItsPlaceChanged() {
            Row row = Row.sealedBy(envelope, 1);
            Binding b = row.binding();
            var other = UUID.randomUUID();
            assertThat(List.of(
                            new Binding(new OwnerId(other), b.purpose(), b.record(), b.version(), b.origin()),
                            new Binding(b.owner(), "node", b.record(), b.version(), b.origin()),
                            new Binding(b.owner(), b.purpose(), new SecretId(other), b.version(), b.origin()),
                            new Binding(b.owner(), b.purpose(), b.record(), b.version() + 1, b.origin()),
                            new Binding(b.owner(), b.purpose(), b.record(), b.version(), "https://evil.example")))
                    .allSatisfy(place -> assertThat(new Row(place, row.sealed()).open(envelope))
                            .isEqualTo(new Opening.DoesNotOpen()));
        }

        @Test
        void underAnotherKeyNameOrWithoutTheKey() {
            Row row = Row.sealedBy(envelope, 1);
            byte[] wrapped = row.sealed().key().bytes();
            for (KeyName name : List.of(
                    new KeyName("local", "new", 1), new KeyName("local", "old", 2), new KeyName("aws", "old", 1))) {
                Row renamed = new Row(
                        row.binding(),
                        new SealedSecret(
                                new WrappedKey(name, wrapped), row.sealed().payload()));
                assertThat(renamed.open(envelope)).isEqualTo(new Opening.DoesNotOpen());
            }
            assertThat(row.open(envelope("old:" + randomKey()))).isEqualTo(new Opening.DoesNotOpen());
        }
    }

    @Test
    void noTwoOf20000SealingsShareANonceOrADataKey() {
        var nonces = new HashSet<ByteBuffer>();
        for (int i = 0; i < 20_000; i++) {
            SealedSecret sealed = Row.sealedBy(envelope, 1).sealed();
            nonces.add(ByteBuffer.wrap(sealed.payload(), 0, 12));
            nonces.add(ByteBuffer.wrap(sealed.key().bytes(), 0, 12));
        }
        assertThat(nonces).hasSize(40_000);
    }

    private record Row(Binding binding, SealedSecret sealed) {

        static Row sealedBy(Envelope envelope, int number) {
            var binding = new Binding(
                    new OwnerId(UUID.randomUUID()),
                    "provider-key/openai",
                    new SecretId(UUID.randomUUID()),
                    number + 1L,
                    "https://api.example");
            return new Row(binding, envelope.seal(secret(number), binding));
        }

        static SecretMaterial secret(int number) {
            return SecretMaterial.ofText("secret number " + number);
        }

        Row with(byte[] wrapped, byte[] payload) {
            return new Row(binding, new SealedSecret(new WrappedKey(sealed.key().name(), wrapped), payload));
        }

        Opening open(Envelope envelope) {
            return envelope.open(sealed, binding);
        }
    }

    private static byte[] flipped(byte[] bytes, int bit) {
        byte[] copy = bytes.clone();
        copy[bit / 8] ^= (byte) (1 << bit % 8);
        return copy;
    }

    private static Envelope envelope(String masterKeys) {
        return new Envelope(ring(masterKeys));
    }

    private static KeyRing ring(String masterKeys) {
        return new KeyRing(
                List.of(new LocalKeys(MasterKeySource.fixed(MasterKeys.parse(masterKeys)), RANDOM)), "local");
    }

    private static String randomKey() {
        return SecretMaterial.random(RANDOM, 32).expose(Base64.getEncoder()::encodeToString);
    }
}
