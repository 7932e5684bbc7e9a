package org.gatehouse.gateway.proxy;

import io.netty.handler.codec.http.HttpHeaders;
import java.time.Duration;
import org.gatehouse.gateway.proxy.ExchangeRecord.Outcome;
import org.jspecify.annotations.Nullable;

/** What is noted of one exchange while it runs, told once when it is over. */
final class Recording {

    private static final String OVERHEAD = "x-gateway-overhead-ms";

    private final ExchangeLog log;
    private final EdgeRequest request;
    private final ExchangeTrace trace;
    private final long startedAt = System.nanoTime();
    private long handedOverAt = startedAt;
    private long headAt;
    private long ownNanos;
    private String route = "none";
    private String caller = "";
    private String upstream = "";
    private int status;
    private long requestBytes;
    private long responseBytes;
    private boolean told;
    private @Nullable Runnable whenOver;

    Recording(ExchangeLog log, EdgeRequest request, ExchangeTrace trace) {
        this.log = log;
        this.request = request;
        this.trace = trace;
    }

    EdgeRequest request() {
        return request;
    }

    ExchangeTrace trace() {
        return trace;
    }

    void decided(String byRoute, String forCaller) {
        route = byRoute;
        caller = forCaller;
        handedOverAt = System.nanoTime();
    }

    void upstream(String authority) {
        upstream = authority;
    }

    void upstreamHead() {
        headAt = System.nanoTime();
    }

    void status(int code) {
        status = code;
    }

    void received(int bytes) {
        requestBytes += bytes;
    }

    void sent(int bytes) {
        responseBytes += bytes;
    }

    /** The time that is ours: up to the hand-over, and from the upstream's head to the client's. */
    void setOverhead(HttpHeaders headers) {
        ownNanos = handedOverAt - startedAt + (headAt == 0 ? 0 : System.nanoTime() - headAt);
        headers.set(OVERHEAD, millis(ownNanos));
    }

    private static String millis(long nanos) {
        long micros = nanos / 1000;
        int fraction = (int) (micros % 1000);
        return micros / 1000 + (fraction < 10 ? ".00" : fraction < 100 ? ".0" : ".") + fraction;
    }

    /** To be run once, when all is over. */
    void whenOver(Runnable task) {
        whenOver = task;
    }

    /** The guard has put an end to it. */
    void refused(int code, String reason) {
        if (!told) {
            status = code;
            over(Outcome.REFUSED, reason);
        }
    }

    void over(Outcome outcome, String detail) {
        if (told) {
            return;
        }
        told = true;
        if (whenOver != null) {
            whenOver.run();
        }
        log.completed(new ExchangeRecord(
                request.requestId(),
                request.client().getHostAddress(),
                request.method().name(),
                request.path(),
                route,
                caller,
                status,
                requestBytes,
                responseBytes,
                Duration.ofNanos(System.nanoTime() - startedAt),
                Duration.ofNanos(ownNanos),
                headAt == 0 ? Duration.ZERO : Duration.ofNanos(headAt - startedAt),
                upstream,
                outcome,
                detail,
                trace));
    }
}
