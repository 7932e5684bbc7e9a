package org.gatehouse.deploy.e2e;

import java.util.UUID;

/** Makes accounts of every role, as an administrator with a second factor does. */
final class Staff {
    private final Client client;
    private final Suite suite;

    Staff(Suite suite) {
        this.client = new Client(suite.address());
        this.suite = suite;
    }

    /** The access token of an administrator who gave the second factor within the last minutes. */
    String administrator() {
        return suite.chief().token(client);
    }

    /** The address of a new account. */
    String account(String role) {
        var email = role + "-" + UUID.randomUUID() + "@example.com";
        client.send("POST", "/users", administrator(), """
                {"name":"%s","email":"%s","password":"%s","roles":["%s"]}""".formatted(role, email, Client.PASSWORD, role))
                .expect(201);
        return email;
    }

    String tokenOf(String role) {
        return client.login(account(role), Client.PASSWORD).access();
    }

    /** The token of a new administrator who may set up a second factor. */
    String tokenOfTrustedAdministrator() {
        var token = tokenOf("admin");
        var id = client.send("GET", "/api/v1/auth/me", token, null)
                .expect(200)
                .json()
                .path("id")
                .asText();
        client.send("POST", "/users/" + id + "/totp/consent", administrator(), "{}")
                .expect(204);
        return token;
    }

    /** An administrator's token with the second factor given just now. */
    String steppedUpAdministrator() {
        var token = tokenOfTrustedAdministrator();
        var authenticator = Authenticator.enrol(client, token);
        return client.send("POST", "/api/v1/auth/mfa/verify", token, authenticator.body())
                .expect(200)
                .json()
                .path("access_token")
                .asText();
    }
}
