package org.gatehouse.vault.kms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.json.JsonMapper;
import java.time.Clock;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.gatehouse.kit.config.SettingException;
import org.gatehouse.testing.kms.TransitServer;
import org.gatehouse.vault.envelope.Binding;
import org.gatehouse.vault.envelope.KeyName;
import org.gatehouse.vault.envelope.KeyServiceUnavailable;
import org.gatehouse.vault.envelope.NewDataKey;
import org.gatehouse.vault.envelope.NewKey;
import org.gatehouse.vault.envelope.WrappedKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

final class TransitKeysTest {

    private static final String KEY = "gatehouse";

    private final TransitServer server = TransitServer.start();
    private final TransitKeys keys;

    TransitKeysTest() {
        server.createKey(KEY, true);
        keys = withToken(KEY, TransitServer.ROOT_TOKEN);
    }

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
    void namesTheVersionThatWrappedAndRewrapsUnderTheLatest() {
        Binding place = ProviderContract.place();
        NewDataKey made = keys.newDataKey(place);
        assertThat(made.wrapped().name()).isEqualTo(new KeyName("vault", KEY, 1));
        server.rotateKey(KEY);
        WrappedKey rewrapped = keys.rewrap(made.wrapped(), place).orElseThrow();
        assertThat(rewrapped.name()).isEqualTo(keys.current()).isEqualTo(new KeyName("vault", KEY, 2));
        server.setMinDecryptionVersion(KEY, 2);
        assertThat(keys.unwrap(rewrapped, place)).contains(made.key());
        assertThat(lasting(() -> keys.unwrap(made.wrapped(), place))).hasMessageContaining("disallowed by policy");
    }

    @Test
    void logsInWithAnAppRoleAndAgainWhenItsTokenIsRevokedOrEnds() {
        TransitKeys byRole = withRole(TransitServer.SECRET_ID);
        Binding place = ProviderContract.place();
        WrappedKey wrapped = byRole.newDataKey(place).wrapped();
        byRole.unwrap(wrapped, place);
        assertThat(server.logins()).isEqualTo(1);
        server.revokeTokens();
        server.leaseTokensFor(Duration.ZERO);
        assertThat(byRole.unwrap(wrapped, place)).isPresent();
        assertThat(server.logins()).isEqualTo(2);
        assertThat(byRole.unwrap(wrapped, place)).isPresent();
        assertThat(server.logins()).isEqualTo(3);
        byRole.close();
    }

    @Test
    void makesANewVersionOfItsKey() {
        assertThat(keys.rotate()).isEqualTo(new NewKey.Made(new KeyName("vault", KEY, 2)));
        assertThat(keys.current().version()).isEqualTo(2);
    }

    @Nested
    final class Fails {

        private final Binding place = ProviderContract.place();
        private final WrappedKey wrapped = keys.newDataKey(place).wrapped();

        @Test
        void inPassingWhenThrottledSealedSlowGoneOrTalkingGarbage() {
            server.faults().throttleNext(1);
            assertThat(passing(() -> keys.unwrap(wrapped, place))).hasMessageContaining("quota");
            server.faults().goDown();
            assertThat(passing(() -> keys.unwrap(wrapped, place))).hasMessageContaining("sealed");
            server.faults().recover();
            server.faults().answerGarbage();
            assertThat(passing(() -> keys.unwrap(wrapped, place))).hasMessageContaining("not JSON");
            server.faults().recover();
            server.faults().answerAfter(Duration.ofSeconds(3));
            passing(() -> keys.unwrap(wrapped, place));
            server.close();
            passing(() -> keys.unwrap(wrapped, place));
        }

        @Test
        void untilSomebodyMendsItWhenRefusedOrUnknown() {
            assertThat(lasting(() -> withToken(KEY, "hvs.wrong").unwrap(wrapped, place)))
                    .hasMessageContaining("permission denied");
            assertThat(lasting(() -> withRole("wrong").unwrap(wrapped, place))).hasMessageContaining("AppRole");
            assertThat(lasting(
                            () -> withToken("nobody", TransitServer.ROOT_TOKEN).newDataKey(place)))
                    .hasMessageContaining("404");
        }

        @Test
        void whenTheKeyDoesNotDeriveAndSoWouldIgnoreTheBinding() {
            server.createKey("plain", false);
            TransitKeys plain = withToken("plain", TransitServer.ROOT_TOKEN);
            assertThat(lasting(() -> plain.newDataKey(place))).hasMessageContaining("derived=true");
        }

        @Test
        void toStartWithoutATokenOrAnAddress() {
            assertThatThrownBy(() -> withToken(KEY, ""))
                    .isInstanceOf(SettingException.class)
                    .hasMessageContaining("GATEHOUSE_VAULT_TRANSIT_TOKEN");
            var config = new TransitConfig("nowhere", "transit", KEY, "t", "", "", Duration.ofSeconds(1));
            assertThatThrownBy(() -> new TransitClient(config, JsonMapper.createDefault()))
                    .isInstanceOf(SettingException.class)
                    .hasMessageContaining("GATEHOUSE_VAULT_TRANSIT_ADDRESS");
        }
    }

    private static KeyServiceUnavailable passing(ThrowingCallable call) {
        KeyServiceUnavailable failure = AwsKeysTest.failureOf(call);
        assertThat(failure.isPassing()).isTrue();
        return failure;
    }

    private static KeyServiceUnavailable lasting(ThrowingCallable call) {
        KeyServiceUnavailable failure = AwsKeysTest.failureOf(call);
        assertThat(failure.isPassing()).isFalse();
        return failure;
    }

    private TransitKeys withToken(String key, String token) {
        return keys(
                new TransitConfig(server.address().toString(), "transit", key, token, "", "", Duration.ofSeconds(1)));
    }

    private TransitKeys withRole(String secretId) {
        return keys(new TransitConfig(
                server.address().toString(),
                "transit",
                KEY,
                "",
                TransitServer.ROLE_ID,
                secretId,
                Duration.ofSeconds(1)));
    }

    private static TransitKeys keys(TransitConfig config) {
        var client = new TransitClient(config, JsonMapper.createDefault());
        return new TransitKeys(config, client, new TransitLogin(config, client, Clock.systemUTC()));
    }
}
