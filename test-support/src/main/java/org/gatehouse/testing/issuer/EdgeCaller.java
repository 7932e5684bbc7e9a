package org.gatehouse.testing.issuer;

import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One way to call a service, for the matrix of who may come in where.
 *
 * @param bearer what stands in {@code Authorization}; null for nothing
 * @param edge what stands in the edge's header; null for nothing
 * @param asUser whether what users may do is open to it
 * @param asService whether an internal path is
 */
public record EdgeCaller(
        String name, @Nullable String bearer, @Nullable String edge, boolean asUser, boolean asService) {

    /** Every kind of caller, as this issuer's tokens make it; {@code user} and {@code key} are good tokens of a user. */
    public static List<EdgeCaller> of(TestIssuer issuer, String service, String user, String key) {
        var edge = issuer.edgeToken(service);
        var other = service.equals("chat-relay-service") ? "key-vault-service" : "chat-relay-service";
        return List.of(
                new EdgeCaller("a user's token alone", user, null, false, false),
                new EdgeCaller("the edge's token alone", null, edge, false, false),
                new EdgeCaller("a user's token and the edge's", user, edge, true, false),
                new EdgeCaller(
                        "a user's token and another client's", user, client(issuer, other, service), false, false),
                new EdgeCaller(
                        "a user's token and the edge's for another service",
                        user,
                        issuer.edgeToken(other),
                        false,
                        false),
                new EdgeCaller(
                        "a user's token and an expired one of the edge", user, expired(issuer, service), false, false),
                new EdgeCaller("a user's token twice", user, user, false, false),
                new EdgeCaller(
                        "a user's token and one of the edge for an account",
                        user,
                        acting(issuer, service),
                        false,
                        false),
                new EdgeCaller("a user's token and what is no token", user, "x.y.z", false, false),
                new EdgeCaller("a key's token alone", key, null, false, false),
                new EdgeCaller("a key's token and the edge's", key, edge, true, false),
                new EdgeCaller("a service's own token", client(issuer, other, service), null, false, true),
                new EdgeCaller(
                        "a service's own token and the edge's", client(issuer, other, service), edge, false, true),
                new EdgeCaller("a service's token for another", client(issuer, other, other), null, false, false),
                new EdgeCaller("nobody", null, null, false, false));
    }

    private static String client(TestIssuer issuer, String client, String service) {
        return issuer.serviceToken(client, service);
    }

    private static String expired(TestIssuer issuer, String service) {
        return issuer.forge()
                .claim("sub", TestIssuer.EDGE)
                .claim("client_id", TestIssuer.EDGE)
                .claim("aud", List.of(service))
                .claim("exp", issuer.now().getEpochSecond() - 60)
                .sign();
    }

    private static String acting(TestIssuer issuer, String service) {
        return issuer.delegation(TestIssuer.EDGE, service, UUID.randomUUID(), "read")
                .sign();
    }

    public HttpRequest.Builder on(HttpRequest.Builder request) {
        headers().forEach(request::header);
        return request;
    }

    /** The same as lines of a request that is written by hand. */
    public String lines() {
        var lines = new StringBuilder();
        headers()
                .forEach((name, value) ->
                        lines.append(name).append(": ").append(value).append("\r\n"));
        return lines.toString();
    }

    private Map<String, String> headers() {
        var all = new TreeMap<String, String>();
        if (bearer != null) {
            all.put("authorization", "Bearer " + bearer);
        }
        if (edge != null) {
            all.put(TestIssuer.EDGE_HEADER, edge);
        }
        return all;
    }

    @Override
    public String toString() {
        return name;
    }
}
