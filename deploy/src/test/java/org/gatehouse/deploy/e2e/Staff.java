package org.gatehouse.deploy.e2e;

import java.util.UUID;

/** Makes accounts of every role, as the suite's first administrator does. */
final class Staff {
    private final Client client;
    private final String administrator;

    Staff(Suite suite) {
        client = new Client(suite.address());
        administrator = client.login("admin@gatehouse.local", suite.administratorPassword())
                .access();
    }

    /** The access token of the first administrator. */
    String administrator() {
        return administrator;
    }

    /** The address of a new account. */
    String account(String role) {
        var email = role + "-" + UUID.randomUUID() + "@example.com";
        client.send("POST", "/users", administrator, """
                {"name":"%s","email":"%s","password":"%s","roles":["%s"]}""".formatted(role, email, Client.PASSWORD, role))
                .expect(201);
        return email;
    }

    String tokenOf(String role) {
        return client.login(account(role), Client.PASSWORD).access();
    }

    /** An administrator's token with the second factor given just now. */
    String steppedUpAdministrator() {
        var token = tokenOf("admin");
        var authenticator = Authenticator.enrol(client, token);
        return client.send("POST", "/api/v1/auth/mfa/verify", token, authenticator.body())
                .expect(200)
                .json()
                .path("access_token")
                .asText();
    }
}
