package org.gatehouse.auth.origin;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.context.ServerRequestContext;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.util.Optional;
import org.gatehouse.kit.request.RequestId;
import org.gatehouse.kit.token.JudgeCaller;

/** Tells where the request at hand came from; whom the edge names is believed only beside the edge's own token. */
@Singleton
public final class RequestOrigin {

    private static final String FORWARDED_FOR = "x-forwarded-for";
    private static final Origin NOBODY = new Origin(InetAddress.getLoopbackAddress(), null, "");

    private final JudgeCaller callers;

    RequestOrigin(JudgeCaller callers) {
        this.callers = callers;
    }

    /** The suite itself where no request is at hand. */
    public Origin current() {
        return ServerRequestContext.currentRequest().map(this::of).orElse(NOBODY);
    }

    private Origin of(HttpRequest<?> request) {
        return new Origin(client(request), request.getHeaders().get(HttpHeaders.USER_AGENT), RequestId.of(request));
    }

    private InetAddress client(HttpRequest<?> request) {
        var peer = request.getRemoteAddress().getAddress();
        var named = request.getHeaders().getAll(FORWARDED_FOR);
        return named.size() == 1 && callers.isByTheEdge(request.getHeaders().getAll(JudgeCaller.EDGE_HEADER))
                ? literal(named.getFirst()).orElse(peer)
                : peer;
    }

    private static Optional<InetAddress> literal(String text) {
        try {
            return Optional.of(InetAddress.ofLiteral(text.strip()));
        } catch (IllegalArgumentException notAnAddress) {
            return Optional.empty();
        }
    }
}
