package org.gatehouse.auth.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.gatehouse.auth.it.AuthService.masterKey;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import java.sql.SQLException;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.gatehouse.testing.postgres.PostgresDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SigningKeysIT {

    private static final String MASTER_KEYS = "gatehouse.sealing.master-keys";

    @RegisterExtension
    final PostgresDatabase database = PostgresDatabase.migratedBy("db/migration");

    @Test
    void overlapInTheKeySetWhileTheyTurnOver() throws ParseException {
        try (var auth = AuthService.on(database)) {
            var user = auth.register();
            var old = kid(token(auth, user));
            assertThat(auth.post("/admin/signing-keys/rotate", token(auth, user), "{}")
                            .status())
                    .isEqualTo(403);
            assertThat(auth.post("/admin/signing-keys/rotate", auth.administrator(), "{}")
                            .header("www-authenticate"))
                    .contains("insufficient_user_authentication");
            assertThat(auth.post("/admin/signing-keys/rotate", auth.steppedUpAdministrator(), "{}")
                            .json())
                    .containsKey("signs_from");

            assertThat(shown(auth)).hasSize(2).contains(old);
            assertThat(kid(token(auth, user))).isEqualTo(old);

            auth.pass(Duration.ofHours(1));
            var lastOld = token(auth, user);
            var next = kid(lastOld);
            assertThat(next).isNotEqualTo(old);
            assertThat(shown(auth)).contains(old, next);
            assertThat(auth.get("/api/v1/auth/me", lastOld).status()).isEqualTo(200);

            auth.pass(Duration.ofMinutes(62));
            assertThat(shown(auth)).containsExactly(next);
        }
    }

    @Test
    void areSealedAndReadableAfterTheMasterKeyChanged() throws SQLException, ParseException {
        var first = Map.<String, Object>of(MASTER_KEYS, "a:" + masterKey(3));
        var both = Map.<String, Object>of(MASTER_KEYS, "b:" + masterKey(5) + ",a:" + masterKey(3));
        var second = Map.<String, Object>of(MASTER_KEYS, "b:" + masterKey(5));
        List<String> shown;
        try (var auth = AuthService.on(database, first)) {
            shown = shown(auth);
        }
        assertThat(sealedKey()).doesNotContain("\"kty\"").doesNotContain("\"d\"");
        assertThatThrownBy(() -> AuthService.on(database, second))
                .hasStackTraceContaining("GATEHOUSE_AUTH_MASTER_KEYS lacks the key a");
        try (var auth = AuthService.on(database, both)) {
            assertThat(shown(auth)).isEqualTo(shown);
        }
        try (var auth = AuthService.on(database, second)) {
            assertThat(shown(auth)).isEqualTo(shown);
        }
    }

    private String sealedKey() throws SQLException {
        try (var connection = database.dataSource().getConnection();
                var statement = connection.createStatement();
                var cells = statement.executeQuery(
                        "select encode(sealed_private_key, 'escape') || public_key from signing_key")) {
            cells.next();
            return cells.getString(1).replace("\"kty\":\"RSA\"", "");
        }
    }

    private static String token(AuthService auth, String user) {
        return auth.logIn(user, AuthService.PASSWORD).text("access_token");
    }

    private static String kid(String token) throws ParseException {
        return SignedJWT.parse(token).getHeader().getKeyID();
    }

    private static List<String> shown(AuthService auth) throws ParseException {
        return JWKSet.parse(auth.get("/.well-known/jwks.json").body()).getKeys().stream()
                .map(key -> key.getKeyID())
                .toList();
    }
}
