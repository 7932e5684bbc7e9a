package org.gatehouse.testing.trace;

import static java.util.stream.Collectors.toUnmodifiableMap;

import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * A span as it came over the wire.
 *
 * @param parentSpanId empty for a root
 * @param kind such as {@code SERVER}
 * @param attributes strings, longs, and lists of strings
 * @param links the trace ids linked to
 */
public record CollectedSpan(
        String service,
        String traceId,
        String spanId,
        String parentSpanId,
        String kind,
        String name,
        long startEpochNanos,
        long endEpochNanos,
        Map<String, Object> attributes,
        List<String> events,
        List<String> links,
        boolean failed) {

    public CollectedSpan {
        attributes = Map.copyOf(attributes);
        events = List.copyOf(events);
        links = List.copyOf(links);
    }

    static CollectedSpan of(String service, Span span) {
        return new CollectedSpan(
                service,
                HexFormat.of().formatHex(span.getTraceId().toByteArray()),
                HexFormat.of().formatHex(span.getSpanId().toByteArray()),
                HexFormat.of().formatHex(span.getParentSpanId().toByteArray()),
                span.getKind().name().replace("SPAN_KIND_", ""),
                span.getName(),
                span.getStartTimeUnixNano(),
                span.getEndTimeUnixNano(),
                attributes(span.getAttributesList()),
                span.getEventsList().stream().map(Span.Event::getName).toList(),
                span.getLinksList().stream()
                        .map(link -> HexFormat.of().formatHex(link.getTraceId().toByteArray()))
                        .toList(),
                span.getStatus().getCode() == Status.StatusCode.STATUS_CODE_ERROR);
    }

    static Map<String, Object> attributes(List<KeyValue> pairs) {
        return pairs.stream().collect(toUnmodifiableMap(KeyValue::getKey, pair -> value(pair.getValue())));
    }

    private static Object value(AnyValue value) {
        return switch (value.getValueCase()) {
            case STRING_VALUE -> value.getStringValue();
            case INT_VALUE -> value.getIntValue();
            case ARRAY_VALUE ->
                value.getArrayValue().getValuesList().stream()
                        .map(CollectedSpan::value)
                        .toList();
            default -> throw new IllegalArgumentException("an attribute of a kind that nobody sends: " + value);
        };
    }

    public boolean isChildOf(CollectedSpan other) {
        return traceId.equals(other.traceId) && parentSpanId.equals(other.spanId);
    }
}
