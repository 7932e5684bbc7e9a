package org.gatehouse.gateway.record;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.SpanKind;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import org.gatehouse.gateway.proxy.ExchangeRecord;
import org.gatehouse.gateway.proxy.ExchangeRecord.Outcome;
import org.gatehouse.gateway.proxy.ExchangeTrace;
import org.gatehouse.kit.logging.Redaction;
import org.gatehouse.kit.trace.FinishedSpan;
import org.gatehouse.kit.trace.FinishedSpan.Clocks;
import org.gatehouse.kit.trace.HttpNames;
import org.gatehouse.kit.trace.Spans;
import org.gatehouse.kit.trace.Tracing;
import org.gatehouse.kit.upstream.UpstreamFailure;

/** Tells the span of an exchange that is over, and one for each attempt to have it served: what the access log holds. */
@Singleton
final class EdgeSpans {

    private static final AttributeKey<String> ROUTE = AttributeKey.stringKey("gatehouse.route");
    private static final AttributeKey<String> CALLER = AttributeKey.stringKey("gatehouse.caller");
    private static final String FIRST_BYTE = "first_byte";
    private static final int OUR_FAULT = 500;
    private static final int ANY_FAULT = 400;

    private final Spans spans;
    private final InstantSource clock;

    EdgeSpans(Tracing tracing, InstantSource clock) {
        this.spans = tracing.spans();
        this.clock = clock;
    }

    void tell(ExchangeRecord exchange) {
        var trace = exchange.trace();
        if (!trace.isRecorded()) {
            return;
        }
        var clocks = Clocks.now(clock);
        spans.add(exchange(exchange, clocks));
        var failed = trace.failedAttempts();
        for (int i = 0; i < failed.size(); i++) {
            spans.add(failed(exchange, failed.get(i), i, clocks));
        }
        if (trace.attemptNanos() != 0) {
            spans.add(last(exchange, failed.size(), clocks));
        }
    }

    private static FinishedSpan exchange(ExchangeRecord exchange, Clocks clocks) {
        var method = HttpNames.method(exchange.method());
        var attributes = Attributes.builder()
                .put(HttpNames.METHOD, method)
                .put(HttpNames.PATH, Redaction.redact(exchange.path()))
                .put(HttpNames.CLIENT_ADDRESS, exchange.client())
                .put(HttpNames.REQUEST_ID, Redaction.redact(exchange.requestId()))
                .put(ROUTE, exchange.route());
        if (!exchange.caller().isEmpty()) {
            attributes.put(CALLER, exchange.caller());
        }
        var error = errorOfExchange(exchange);
        told(attributes, exchange.status(), error);
        long start = clocks.nanoTime() - exchange.total().toNanos();
        var events = exchange.upstreamHead().isZero()
                ? List.<FinishedSpan.Event>of()
                : List.of(new FinishedSpan.Event(
                        FIRST_BYTE, clocks.at(start + exchange.upstreamHead().toNanos())));
        return new FinishedSpan(
                exchange.trace().place(),
                SpanKind.SERVER,
                method + " " + exchange.route(),
                new FinishedSpan.Period(clocks.at(start), clocks.epochNanos(), events),
                attributes.build(),
                !error.isEmpty());
    }

    private static FinishedSpan last(ExchangeRecord exchange, int resent, Clocks clocks) {
        var trace = exchange.trace();
        int status = exchange.upstreamHead().isZero() ? 0 : exchange.status();
        var error = trace.failure().map(EdgeSpans::errorOf).orElseGet(() -> errorOfAttempt(exchange.outcome(), status));
        var place = FinishedSpan.Place.at(trace.upstream(), trace.context());
        var attributes = towards(exchange.upstream(), resent);
        told(attributes, status, error);
        return attempt(exchange, place, attributes, clocks.between(trace.attemptNanos(), clocks.nanoTime()), error);
    }

    private static FinishedSpan failed(
            ExchangeRecord exchange, ExchangeTrace.Attempt attempt, int resent, Clocks clocks) {
        var error = errorOf(attempt.failure());
        var place = FinishedSpan.Place.under(exchange.trace().context());
        var attributes = towards(attempt.authority(), resent);
        told(attributes, 0, error);
        return attempt(exchange, place, attributes, clocks.between(attempt.startNanos(), attempt.endNanos()), error);
    }

    private static FinishedSpan attempt(
            ExchangeRecord exchange,
            FinishedSpan.Place place,
            AttributesBuilder attributes,
            FinishedSpan.Period period,
            String error) {
        var method = HttpNames.method(exchange.method());
        attributes.put(HttpNames.METHOD, method);
        return new FinishedSpan(place, SpanKind.CLIENT, method, period, attributes.build(), !error.isEmpty());
    }

    private static AttributesBuilder towards(String authority, int resent) {
        var attributes = Attributes.builder();
        HttpNames.server(attributes, authority);
        if (resent > 0) {
            attributes.put(HttpNames.RESEND_COUNT, resent);
        }
        return attributes;
    }

    private static void told(AttributesBuilder attributes, int status, String error) {
        if (status > 0) {
            attributes.put(HttpNames.STATUS, status);
        }
        if (!error.isEmpty()) {
            attributes.put(HttpNames.ERROR_TYPE, error);
        }
    }

    /** For the edge, what the client does wrong is no error (semantic conventions, HTTP spans, status). */
    private static String errorOfExchange(ExchangeRecord exchange) {
        return switch (exchange.outcome()) {
            case CLIENT_GONE -> "client_gone";
            case TRUNCATED -> "truncated";
            case COMPLETE, LOCAL, REFUSED, UPSTREAM_FAILED -> status(exchange.status(), OUR_FAULT);
        };
    }

    private static String errorOfAttempt(Outcome outcome, int status) {
        return outcome == Outcome.CLIENT_GONE ? "client_gone" : status(status, ANY_FAULT);
    }

    private static String status(int status, int fault) {
        return status >= fault ? Integer.toString(status) : "";
    }

    private static String errorOf(UpstreamFailure failure) {
        return switch (failure) {
            case UpstreamFailure.NoTarget _ -> "no_target";
            case UpstreamFailure.Refused _ -> "refused";
            case UpstreamFailure.ConnectTimeout _ -> "connect_timeout";
            case UpstreamFailure.TlsFailed _ -> "tls_failed";
            case UpstreamFailure.ClosedBeforeHead _ -> "closed_before_head";
            case UpstreamFailure.ClosedMidBody _ -> "closed_mid_body";
            case UpstreamFailure.Malformed _ -> "malformed";
            case UpstreamFailure.TimedOut _ -> "timed_out";
        };
    }
}
