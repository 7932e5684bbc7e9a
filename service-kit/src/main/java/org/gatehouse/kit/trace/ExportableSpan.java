package org.gatehouse.kit.trace;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.TraceStateBuilder;
import io.opentelemetry.sdk.common.InstrumentationLibraryInfo;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A {@link FinishedSpan} as the SDK's processor and exporter read it; what they need is made when they ask, not before. */
record ExportableSpan(FinishedSpan span, Resource resource) implements ReadableSpan, SpanData {

    private static final InstrumentationScopeInfo SCOPE = InstrumentationScopeInfo.create("org.gatehouse");

    @Override
    public String getName() {
        return span.name();
    }

    @Override
    public SpanKind getKind() {
        return span.kind();
    }

    @Override
    public SpanContext getSpanContext() {
        return local(span.place().context());
    }

    @Override
    public SpanContext getParentSpanContext() {
        long parent = span.place().parentSpanId();
        var context = span.place().context();
        return parent == 0
                ? SpanContext.getInvalid()
                : SpanContext.create(
                        context.traceId(), HexFormat.of().toHexDigits(parent), flags(context), TraceState.getDefault());
    }

    private static SpanContext local(TraceContext context) {
        return SpanContext.create(context.traceId(), context.spanIdText(), flags(context), state(context.state()));
    }

    private static TraceFlags flags(TraceContext context) {
        return TraceFlags.fromByte(context.flags());
    }

    private static TraceState state(String text) {
        if (text.isEmpty()) {
            return TraceState.getDefault();
        }
        TraceStateBuilder builder = TraceState.builder();
        List.of(text.split(","))
                .reversed()
                .forEach(
                        member -> { // the builder puts each in front of the others
                            int equals = member.indexOf('=');
                            builder.put(member.substring(0, equals), member.substring(equals + 1));
                        });
        return builder.build();
    }

    @Override
    public StatusData getStatus() {
        return span.failed() ? StatusData.error() : StatusData.unset();
    }

    @Override
    public long getStartEpochNanos() {
        return span.period().startEpochNanos();
    }

    @Override
    public long getEndEpochNanos() {
        return span.period().endEpochNanos();
    }

    @Override
    public long getLatencyNanos() {
        return getEndEpochNanos() - getStartEpochNanos();
    }

    @Override
    public Attributes getAttributes() {
        return span.attributes();
    }

    @Override
    public <T> @Nullable T getAttribute(AttributeKey<T> key) {
        return span.attributes().get(key);
    }

    @Override
    public List<EventData> getEvents() {
        return span.period().events().stream()
                .map(event -> EventData.create(event.epochNanos(), event.name(), Attributes.empty()))
                .toList();
    }

    @Override
    public List<LinkData> getLinks() {
        var link = span.place().link();
        return link == null ? List.of() : List.of(LinkData.create(local(link)));
    }

    @Override
    public boolean hasEnded() {
        return true;
    }

    @Override
    public int getTotalRecordedEvents() {
        return span.period().events().size();
    }

    @Override
    public int getTotalRecordedLinks() {
        return span.place().link() == null ? 0 : 1;
    }

    @Override
    public int getTotalAttributeCount() {
        return span.attributes().size();
    }

    @Override
    @Deprecated
    public InstrumentationLibraryInfo getInstrumentationLibraryInfo() {
        return InstrumentationLibraryInfo.empty();
    }

    @Override
    public InstrumentationScopeInfo getInstrumentationScopeInfo() {
        return SCOPE;
    }

    @Override
    public Resource getResource() {
        return resource;
    }

    @Override
    public SpanData toSpanData() {
        return this;
    }
}
