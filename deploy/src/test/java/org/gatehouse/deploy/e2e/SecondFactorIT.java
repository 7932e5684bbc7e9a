package org.gatehouse.deploy.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedSuite.class)
final class SecondFactorIT {
    private final Client client;
    private final Staff staff;

    SecondFactorIT(Suite suite) {
        this.client = new Client(suite.address());
        this.staff = new Staff(suite);
    }

    @Test
    void aLoginNeedsTheCodeAndTheTokensTellOfIt() {
        var email = client.register();
        var authenticator =
                Authenticator.enrol(client, client.login(email, Client.PASSWORD).access());

        var due = login(email, null);
        assertThat(due.status()).isEqualTo(401);
        assertThat(due.json().path("type").asText()).endsWith("otp-required");
        assertThat(login(email, "000000").json().path("type").asText()).endsWith("unauthenticated");

        var code = authenticator.code();
        var access = login(email, code).expect(200).json().path("access_token").asText();
        assertThat(claims(access)).contains("\"acr\":\"2\"", "\"otp\"", "\"pwd\"", "\"auth_time\":");
        assertThat(login(email, code).status()).isEqualTo(401);
        assertThat(client.send("GET", "/api/v1/auth/me", access, null)
                        .expect(200)
                        .json()
                        .path("mfa_enabled")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void dangerousAdministrationAsksForItAndGoesOnOnceItIsGiven() {
        var administrator = staff.tokenOfTrustedAdministrator();

        var challenge = client.send("GET", "/admin/vault/keys", administrator, null);
        assertThat(challenge.status()).isEqualTo(401);
        assertThat(challenge.header("www-authenticate"))
                .isEqualTo("Bearer error=\"insufficient_user_authentication\", acr_values=\"2\", max_age=\"900\"");

        var authenticator = Authenticator.enrol(client, administrator);
        var raised = client.send("POST", "/api/v1/auth/mfa/verify", administrator, authenticator.body())
                .expect(200)
                .json();

        var access = raised.path("access_token").asText();
        client.send("GET", "/admin/vault/keys", access, null).expect(200);
        client.send("POST", "/admin/vault/audit/verify", access, null).expect(200);
        client.send("POST", "/admin/signing-keys/rotate", access, null).expect(200);
        client.send("GET", "/admin/vault/keys", administrator, null).expect(401);
        var refreshed = client.send(
                        "POST",
                        "/api/v1/auth/refresh",
                        null,
                        "{\"refresh_token\":\"" + raised.path("refresh_token").asText() + "\"}")
                .expect(200)
                .json();
        client.send("GET", "/admin/vault/keys", refreshed.path("access_token").asText(), null)
                .expect(200);
    }

    @Test
    void neitherAKeyOfAnAdministratorNorAUserGetsThere() {
        var administrator = staff.steppedUpAdministrator();
        var key = client.send("POST", "/api/v1/auth/keys", administrator, "{\"permissions\":[\"admin\",\"read\"]}")
                .expect(201)
                .json()
                .path("key")
                .asText();

        assertThat(client.send("GET", "/admin/vault/keys", key, null).header("www-authenticate"))
                .contains("insufficient_user_authentication");
        client.send("GET", "/admin/audit", key, null).expect(200);
        client.send("GET", "/admin/vault/keys", client.newcomer().access(), null)
                .expect(403);
    }

    @Test
    void aRecoveryCodeHelpsOnceAndLetsTheFactorBeRemoved() {
        var email = client.register();
        var authenticator =
                Authenticator.enrol(client, client.login(email, Client.PASSWORD).access());

        var access = login(email, authenticator.recoveryCode(0))
                .expect(200)
                .json()
                .path("access_token")
                .asText();
        assertThat(login(email, authenticator.recoveryCode(0)).status()).isEqualTo(401);
        client.send("DELETE", "/api/v1/auth/mfa/totp", access, null).expect(204);
        client.login(email, Client.PASSWORD);
    }

    private Client.Answer login(String email, @Nullable String otp) {
        var code = otp == null ? "" : ",\"otp\":\"" + otp + "\"";
        return client.send("POST", "/api/v1/auth/login", null, """
                {"email":"%s","password":"%s"%s}""".formatted(email, Client.PASSWORD, code));
    }

    private static String claims(String token) {
        return new String(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]), StandardCharsets.UTF_8);
    }
}
