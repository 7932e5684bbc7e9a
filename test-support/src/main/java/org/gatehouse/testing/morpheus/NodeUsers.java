package org.gatehouse.testing.morpheus;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** HTTP Basic and the whitelist of permissions for each user; {@code *} is everything. */
final class NodeUsers {

    static final String ADMIN = "admin:0123456789abcdefghijABCDEFGHIJ12";
    static final String GATEWAY = "gateway:gateway-password";
    static final String NOBODY = "nobody:nobody-password";

    private static final Set<String> LEAST = Set.of(
            "get_models",
            "get_bids",
            "get_providers",
            "open_session",
            "close_session",
            "get_sessions",
            "chat",
            "embeddings",
            "get_balance",
            "get_allowance",
            "get_wallet");
    private static final Map<String, Set<String>> PERMISSIONS =
            Map.of(ADMIN, Set.of("*"), GATEWAY, LEAST, NOBODY, Set.of());

    private NodeUsers() {}

    /** The status and error with which a request is refused, or null when it may go on. */
    static @Nullable Refusal refusal(@Nullable String authorization, String permission) {
        if (authorization == null) {
            return new Refusal(401, "no basic auth provided");
        }
        if (!authorization.startsWith("Basic ")) {
            return new Refusal(401, "invalid basic auth provided");
        }
        Set<String> allowed = PERMISSIONS.get(decoded(authorization.substring("Basic ".length())));
        if (allowed == null) {
            return new Refusal(401, "invalid username or password");
        }
        return allowed.contains("*") || allowed.contains(permission) ? null : new Refusal(403, "method not allowed");
    }

    private static String decoded(String credentials) {
        try {
            return new String(Base64.getDecoder().decode(credentials), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    record Refusal(int status, String error) {}
}
