package org.gatehouse.chat.completion;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.SpanKind;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import org.gatehouse.chat.request.Endpoint;
import org.gatehouse.chat.request.ModelRequest;
import org.gatehouse.chat.upstream.Said;
import org.gatehouse.chat.upstream.Usage;
import org.gatehouse.kit.logging.Redaction;
import org.gatehouse.kit.request.RequestTrace;
import org.gatehouse.kit.trace.FinishedSpan;
import org.gatehouse.kit.trace.FinishedSpan.Clocks;
import org.gatehouse.kit.trace.HttpNames;
import org.gatehouse.kit.trace.Spans;
import org.gatehouse.kit.trace.Tracing;

/**
 * Tells the span of a request and one for each upstream that was asked, by OpenTelemetry's semantic conventions for
 * generative AI. The conventions' content of prompts and answers is never told.
 */
@Singleton
final class GenAiSpans {

    private static final AttributeKey<String> OPERATION = AttributeKey.stringKey(GenAi.OPERATION);
    private static final AttributeKey<String> PROVIDER = AttributeKey.stringKey(GenAi.PROVIDER);
    private static final AttributeKey<String> REQUEST_MODEL = AttributeKey.stringKey(GenAi.REQUEST_MODEL);
    private static final AttributeKey<Long> MAX_TOKENS = AttributeKey.longKey("gen_ai.request.max_tokens");
    private static final AttributeKey<Long> CHOICES = AttributeKey.longKey("gen_ai.request.choice.count");
    private static final AttributeKey<String> RESPONSE_MODEL = AttributeKey.stringKey("gen_ai.response.model");
    private static final AttributeKey<String> RESPONSE_ID = AttributeKey.stringKey("gen_ai.response.id");
    private static final AttributeKey<List<String>> FINISH_REASONS =
            AttributeKey.stringArrayKey("gen_ai.response.finish_reasons");
    private static final AttributeKey<Long> INPUT_TOKENS = AttributeKey.longKey("gen_ai.usage.input_tokens");
    private static final AttributeKey<Long> OUTPUT_TOKENS = AttributeKey.longKey("gen_ai.usage.output_tokens");
    private static final AttributeKey<String> MODEL = AttributeKey.stringKey("gatehouse.model");
    private static final AttributeKey<String> TOKENS_SOURCE = AttributeKey.stringKey("gatehouse.tokens_source");
    private static final String FIRST_TOKEN = "first_token";
    private static final int OUR_FAULT = 500;

    private final Tracing tracing;
    private final InstantSource clock;

    GenAiSpans(Tracing tracing, InstantSource clock) {
        this.tracing = tracing;
        this.clock = clock;
    }

    /** One request, known from its head on. */
    record Traced(RequestTrace trace, String requestId, Endpoint endpoint) {

        String traceId() {
            return trace.context().traceId();
        }
    }

    Tracing tracing() {
        return tracing;
    }

    private Spans spans() {
        return tracing.spans();
    }

    /**
     * Tells that a request is over.
     *
     * @param status as it went out; 0 when nothing did
     * @param error what kept it from being answered whole, empty for nothing
     */
    void request(Traced request, int status, String error, long endNanos) {
        if (!spans().wanted(request.trace().context())) {
            return;
        }
        var route = "/v1" + request.endpoint().path();
        var attributes = Attributes.builder()
                .put(HttpNames.METHOD, "POST")
                .put(HttpNames.ROUTE, route)
                .put(HttpNames.PATH, route)
                .put(HttpNames.SCHEME, "http")
                .put(HttpNames.REQUEST_ID, Redaction.redact(request.requestId()));
        if (status != 0) {
            attributes.put(HttpNames.STATUS, status);
        }
        boolean failed = !error.isEmpty() && (status < 400 || status >= OUR_FAULT);
        if (!error.isEmpty()) {
            attributes.put(HttpNames.ERROR_TYPE, error);
        }
        spans().add(new FinishedSpan(
                request.trace().place(),
                SpanKind.SERVER,
                "POST " + route,
                Clocks.now(clock).between(request.trace().startedNanos(), endNanos),
                attributes.build(),
                failed));
    }

    /**
     * Tells that one upstream has answered, or will not.
     *
     * @param error what kept it from answering whole, empty for nothing
     */
    void attempt(Traced traced, Attempt attempt, Usage usage, String error, long endNanos) {
        if (!spans().wanted(traced.trace().context())) {
            return;
        }
        var operation = GenAi.operation(traced.endpoint());
        var model = attempt.candidate().model();
        var attributes = Attributes.builder()
                .put(OPERATION, operation)
                .put(PROVIDER, attempt.candidate().upstream().name())
                .put(REQUEST_MODEL, model.upstreamModel())
                .put(MODEL, model.id());
        HttpNames.server(attributes, attempt.authority());
        asked(attributes, attempt.request().options());
        answered(attributes, attempt.said(), usage);
        if (!error.isEmpty()) {
            attributes.put(HttpNames.ERROR_TYPE, error);
        }
        spans().add(new FinishedSpan(
                FinishedSpan.Place.under(traced.trace().context()),
                SpanKind.CLIENT,
                operation + " " + model.upstreamModel(),
                period(attempt, endNanos),
                attributes.build(),
                !error.isEmpty()));
    }

    private static void asked(AttributesBuilder attributes, ModelRequest.Options options) {
        options.outputLimit().ifPresent(limit -> attributes.put(MAX_TOKENS, limit));
        if (options.choices() > 1) {
            attributes.put(CHOICES, options.choices());
        }
    }

    /** The upstream's own words, which may be anything. */
    private static void answered(AttributesBuilder attributes, Said said, Usage usage) {
        if (said.model() != null) {
            attributes.put(RESPONSE_MODEL, Redaction.redact(said.model()));
        }
        if (said.id() != null) {
            attributes.put(RESPONSE_ID, Redaction.redact(said.id()));
        }
        if (!said.finishReasons().isEmpty()) {
            attributes.put(
                    FINISH_REASONS,
                    said.finishReasons().stream().map(Redaction::redact).toList());
        }
        if (usage.source() != Usage.Source.NONE) {
            attributes
                    .put(INPUT_TOKENS, usage.promptTokens())
                    .put(OUTPUT_TOKENS, usage.completionTokens())
                    .put(TOKENS_SOURCE, usage.source().name());
        }
    }

    private FinishedSpan.Period period(Attempt attempt, long endNanos) {
        var clocks = Clocks.now(clock);
        long first = attempt.firstEventNanos();
        var events = first == 0
                ? List.<FinishedSpan.Event>of()
                : List.of(new FinishedSpan.Event(FIRST_TOKEN, clocks.at(first)));
        return new FinishedSpan.Period(clocks.at(attempt.startedNanos()), clocks.at(endNanos), events);
    }
}
