package org.gatehouse.chat.completion;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.gatehouse.chat.request.Endpoint;
import org.gatehouse.kit.token.Caller;
import org.gatehouse.kit.token.JudgeCaller;
import org.gatehouse.kit.token.JudgeCaller.Judgement;
import org.gatehouse.kit.token.Permission;
import org.jspecify.annotations.Nullable;

/**
 * Tells the requests that need nothing of the framework: a POST to one of the endpoints, with JSON, or a form where that is
 * what it takes, and an access token
 * beside the edge's that the keys at hand verify and that may execute. All others, and so every refusal by the head, are the framework's.
 */
@Singleton
final class PlainRequests {

    private static final String BEARER = "Bearer ";
    private static final String JSON = "application/json";
    private static final String FORM = "multipart/form-data";

    private final Map<String, Endpoint> byPath = new HashMap<>();
    private final JudgeCaller callers;

    PlainRequests(JudgeCaller callers) {
        this.callers = callers;
        for (var endpoint : Endpoint.values()) {
            byPath.put("/v1" + endpoint.path(), endpoint);
            byPath.put("/api/v1" + endpoint.path(), endpoint);
        }
    }

    Optional<PlainRequest> of(HttpRequest head) {
        var endpoint = byPath.get(head.uri());
        if (endpoint == null || !isPlain(endpoint, head)) {
            return Optional.empty();
        }
        return caller(head.headers()).map(caller -> new PlainRequest(endpoint, caller));
    }

    private static boolean isPlain(Endpoint endpoint, HttpRequest head) {
        var headers = head.headers();
        return head.method().equals(HttpMethod.POST)
                && head.protocolVersion().equals(HttpVersion.HTTP_1_1)
                && isOf(endpoint.isForm() ? FORM : JSON, headers.get(HttpHeaderNames.CONTENT_TYPE))
                && !headers.contains(HttpHeaderNames.EXPECT)
                && !headers.contains(HttpHeaderNames.UPGRADE);
    }

    private static boolean isOf(String wanted, @Nullable String type) {
        return type != null
                && type.regionMatches(true, 0, wanted, 0, wanted.length())
                && (type.length() == wanted.length() || type.charAt(wanted.length()) == ';');
    }

    private Optional<Caller.User> caller(HttpHeaders headers) {
        var values = headers.getAll(HttpHeaderNames.AUTHORIZATION);
        if (values.size() != 1 || !values.getFirst().startsWith(BEARER)) {
            return Optional.empty();
        }
        var token = values.getFirst().substring(BEARER.length());
        return callers.known(token, headers.getAll(JudgeCaller.EDGE_HEADER))
                                instanceof Judgement.Accepted(Caller.User user)
                        && user.permissions().contains(Permission.EXECUTE)
                ? Optional.of(user)
                : Optional.empty();
    }
}
