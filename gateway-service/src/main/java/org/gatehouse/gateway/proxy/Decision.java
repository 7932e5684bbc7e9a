package org.gatehouse.gateway.proxy;

import io.netty.util.AsciiString;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.gatehouse.gateway.overload.ConcurrencyLimit;
import org.gatehouse.gateway.tunnel.Lease;
import org.gatehouse.kit.problem.PublicError;
import org.gatehouse.kit.upstream.CallLimits;
import org.gatehouse.kit.upstream.TargetGroup;
import org.jspecify.annotations.Nullable;

/**
 * What an {@link EdgePolicy} made of a request.
 *
 * <p>A {@code route} is the name under which logs and metrics count the exchange: it comes from configuration, never
 * from the request. A {@code caller} names who asked in the access log: ids only, never a credential, empty when unknown.
 */
public sealed interface Decision {

    /**
     * Proxy it.
     *
     * @param target path and query for the upstream, normally {@link EdgeRequest#target()}
     * @param headers set on the upstream request after the allow-list was applied, e.g. {@code authorization}; the
     *     proxy itself sets {@code x-request-id}, {@code x-forwarded-*} and {@code host}. The client's own
     *     {@code authorization} is never forwarded.
     * @param concurrency how many requests may await an answer of the same service
     * @param stamp what is added to the response's head, an error of our own included
     * @param tunnel for how long the connection may become one, when the request is a WebSocket handshake; else null
     */
    record Forward(
            String route,
            String caller,
            TargetGroup group,
            String target,
            Map<AsciiString, AsciiString> headers,
            CallLimits limits,
            ConcurrencyLimit concurrency,
            ResponseStamp stamp,
            @Nullable Lease tunnel)
            implements Decision {
        public Forward {
            headers = Map.copyOf(headers);
        }

        @Override
        public String toString() {
            return "Forward[" + route + " to " + group + "]";
        }
    }

    /** Answer with this error in the shape of the path's surface; the rest of the request is not read. */
    record Refuse(String route, String caller, PublicError error, ResponseStamp stamp) implements Decision {

        public Refuse(String route, String caller, PublicError error) {
            this(route, caller, error, ResponseStamp.NONE);
        }
    }

    /** Answer with 204 and what the stamp adds. */
    record Empty(String route, ResponseStamp stamp) implements Decision {}

    /** Hand it to the framework's controllers, untouched. */
    record Local(String route) implements Decision {}

    /** Wait for the decision; the stage may complete on any thread, and must complete. */
    record Pending(CompletionStage<Decision> decision) implements Decision {}
}
