package org.gatehouse.vault.kms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.gatehouse.kit.config.SettingException;
import org.gatehouse.testing.kms.KmsServer;
import org.gatehouse.vault.envelope.Binding;
import org.gatehouse.vault.envelope.KeyName;
import org.gatehouse.vault.envelope.KeyServiceUnavailable;
import org.gatehouse.vault.envelope.NewDataKey;
import org.gatehouse.vault.envelope.WrappedKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

final class AwsKeysTest {

    private final KmsServer server = KmsServer.start();
    private final String arn = server.createKey();
    private final AwsKeys keys = keys(KmsServer.SECRET_ACCESS_KEY, arn);

    @AfterEach
    void stop() {
        keys.close();
        server.close();
    }

    @Test
    void sealsAndOpens() {
        ProviderContract.sealsAndOpens(keys);
    }

    @Test
    void wrapsAndRewrapsWithoutChangingTheDataKey() {
        ProviderContract.wrapsAndRewrapsWithoutChangingTheDataKey(keys);
    }

    @Test
    void opensNothingThatWasMovedOrChanged() {
        ProviderContract.opensNothingThatWasMovedOrChanged(keys);
    }

    @Test
    void readsUnderAnEarlierKeyAndRewrapsUnderTheFirst() {
        Binding place = ProviderContract.place();
        NewDataKey made = keys.newDataKey(place);
        String next = server.createKey();
        try (AwsKeys rotated = keys(KmsServer.SECRET_ACCESS_KEY, next + "," + arn);
                AwsKeys nextAlone = keys(KmsServer.SECRET_ACCESS_KEY, next)) {
            assertThat(rotated.unwrap(made.wrapped(), place)).contains(made.key());
            WrappedKey moved = rotated.rewrap(made.wrapped(), place).orElseThrow();
            assertThat(moved.name()).isEqualTo(rotated.current());
            assertThat(nextAlone.unwrap(moved, place)).contains(made.key());
            assertThat(nextAlone.unwrap(made.wrapped(), place)).isEmpty();
        }
    }

    @Test
    void refusesAnAliasAndAnEmptyList() {
        for (List<String> refused : List.of(List.<String>of(), List.of("alias/gatehouse"))) {
            assertThatThrownBy(() -> new AwsKeys(AwsClient.of(config(arn), credentials("x")), refused))
                    .isInstanceOf(SettingException.class)
                    .hasMessageStartingWith("GATEHOUSE_VAULT_AWS_KEYS");
        }
    }

    @Test
    void opensNothingUnderAnotherVersionThanItsOnlyOne() {
        Binding place = ProviderContract.place();
        WrappedKey wrapped = keys.newDataKey(place).wrapped();
        var name = new KeyName("aws", arn, 2);
        assertThat(keys.unwrap(new WrappedKey(name, wrapped.bytes()), place)).isEmpty();
    }

    @Test
    void speaksPlainHttpToThisMachineOnly() {
        var config = new AwsConfig(arn, KmsServer.REGION, "http://kms.example", Duration.ofSeconds(1));
        assertThatThrownBy(() -> AwsClient.of(config, credentials("x")))
                .isInstanceOf(SettingException.class)
                .hasMessageStartingWith("GATEHOUSE_VAULT_AWS_ENDPOINT must be https");
    }

    @Nested
    final class Fails {

        private final Binding place = ProviderContract.place();
        private final WrappedKey wrapped = keys.newDataKey(place).wrapped();

        @Test
        void inPassingWhenThrottledDownOrTalkingGarbage() {
            server.faults().throttleNext(1);
            assertThat(failureOf(() -> keys.unwrap(wrapped, place)))
                    .hasMessageContaining("ThrottlingException")
                    .matches(KeyServiceUnavailable::isPassing);
            server.faults().goDown();
            assertThat(failureOf(() -> keys.unwrap(wrapped, place))).matches(KeyServiceUnavailable::isPassing);
            server.faults().recover();
            server.faults().answerGarbage();
            assertThat(failureOf(() -> keys.unwrap(wrapped, place))).matches(KeyServiceUnavailable::isPassing);
        }

        @Test
        void untilSomebodyMendsItWhenAnAnswerLacksWhatItIsFor() {
            server.faults().answerEmpty();
            assertThat(lasting(() -> keys.newDataKey(place))).hasMessageContaining("256 bits");
            assertThat(lasting(() -> keys.unwrap(wrapped, place))).hasMessageContaining("256 bits");
            assertThat(lasting(() -> keys.rewrap(wrapped, place))).hasMessageContaining("ciphertext");
        }

        @Test
        void inPassingWhenItDoesNotAnswerInTimeOrIsNotThere() {
            server.faults().answerAfter(Duration.ofSeconds(3));
            assertThat(failureOf(() -> keys.newDataKey(place))).matches(KeyServiceUnavailable::isPassing);
            server.close();
            assertThat(failureOf(() -> keys.newDataKey(place))).matches(KeyServiceUnavailable::isPassing);
        }

        @Test
        void untilSomebodyMendsItWhenDisabledDeletedDeniedOrUnknown() {
            server.disable(arn);
            assertThat(lasting(() -> keys.unwrap(wrapped, place))).hasMessageContaining("DisabledException");
            server.scheduleDeletion(arn);
            assertThat(lasting(() -> keys.newDataKey(place))).hasMessageContaining("KMSInvalidStateException");
            server.enable(arn);
            server.deny("Decrypt");
            assertThat(lasting(() -> keys.unwrap(wrapped, place))).hasMessageContaining("AccessDeniedException");
            server.deny("ReEncrypt");
            assertThat(lasting(() -> keys.rewrap(wrapped, place))).hasMessageContaining("AccessDeniedException");
            try (AwsKeys unknown = keys(KmsServer.SECRET_ACCESS_KEY, "00000000-0000-0000-0000-000000000000")) {
                assertThat(lasting(() -> unknown.newDataKey(place))).hasMessageContaining("NotFoundException");
            }
            try (AwsKeys forger = keys("not the secret key", arn)) {
                assertThat(lasting(() -> forger.newDataKey(place))).hasMessageContaining("InvalidSignatureException");
            }
        }

        private KeyServiceUnavailable lasting(ThrowingCallable call) {
            KeyServiceUnavailable failure = failureOf(call);
            assertThat(failure.isPassing()).isFalse();
            return failure;
        }
    }

    static KeyServiceUnavailable failureOf(ThrowingCallable call) {
        var failures = new ArrayList<KeyServiceUnavailable>();
        assertThatThrownBy(call).isInstanceOfSatisfying(KeyServiceUnavailable.class, failures::add);
        return failures.getFirst();
    }

    /** Empty when the key service was unavailable. */
    static <T> Optional<T> outcomeOf(Supplier<T> call) {
        try {
            return Optional.of(call.get());
        } catch (KeyServiceUnavailable unavailable) {
            return Optional.empty();
        }
    }

    private AwsKeys keys(String secretKey, String list) {
        AwsConfig config = config(list);
        return new AwsKeys(AwsClient.of(config, credentials(secretKey)), config.keyIds());
    }

    private AwsConfig config(String list) {
        return new AwsConfig(list, KmsServer.REGION, server.endpoint().toString(), Duration.ofSeconds(1));
    }

    private static StaticCredentialsProvider credentials(String secretKey) {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create(KmsServer.ACCESS_KEY_ID, secretKey));
    }
}
