package org.gatehouse.auth.token;

import java.util.Map;
import java.util.Set;
import org.gatehouse.kit.token.Permission;

/** Who a token speaks for, to whom, and what it allows; {@code extras} are further claims. */
public record TokenSubject(
        String subject,
        String audience,
        String clientId,
        Set<Permission> permissions,
        Set<String> roles,
        Map<String, Object> extras) {

    public TokenSubject {
        permissions = Set.copyOf(permissions);
        roles = Set.copyOf(roles);
        extras = Map.copyOf(extras);
    }

    /** The audience of every token that a user or a user's key holds. */
    public static final String USERS_AUDIENCE = "gatehouse";

    /** The client id of tokens from local logins and API keys. */
    public static final String LOCAL_CLIENT = "gatehouse";
}
