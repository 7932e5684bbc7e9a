package org.gatehouse.kit.trace;

import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import org.gatehouse.kit.config.HttpAddresses;
import org.gatehouse.kit.config.SettingException;
import org.jspecify.annotations.Nullable;

/** Reads the settings of the export, and makes of them what the SDK needs. */
record OtlpSettings(
        String endpoint, Map<String, String> headers, Duration timeout, Map<String, String> resourceAttributes) {

    private static final String ENDPOINT = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private static final String HEADERS = "OTEL_EXPORTER_OTLP_HEADERS";
    private static final String RESOURCE = "OTEL_RESOURCE_ATTRIBUTES";
    private static final String HTTP_PROTOBUF = "http/protobuf";
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Pattern VISIBLE = Pattern.compile("[ -~]*");
    private static final Pattern MILLIS = Pattern.compile("[1-9][0-9]{0,6}");

    /** Held, or its level would be forgotten with it: it would write each failed batch to the standard error, not as JSON. */
    private static final Logger OF_THE_SDK = Logger.getLogger("io.opentelemetry");

    OtlpSettings {
        headers = Map.copyOf(headers);
        resourceAttributes = Map.copyOf(resourceAttributes);
    }

    /** @throws SettingException naming the setting that cannot be used, also while nothing is exported */
    static OtlpSettings of(TracingConfig config) {
        if (!config.protocol().equals(HTTP_PROTOBUF)) {
            throw new SettingException("OTEL_EXPORTER_OTLP_PROTOCOL", "must be http/protobuf");
        }
        if (!MILLIS.matcher(config.timeout()).matches()) {
            throw new SettingException("OTEL_EXPORTER_OTLP_TIMEOUT", "must be a number of milliseconds such as 10000");
        }
        return new OtlpSettings(
                endpoint(config.endpoint()),
                headers(config.headers()),
                Duration.ofMillis(Long.parseLong(config.timeout())),
                resourceAttributes(config));
    }

    private static String endpoint(@Nullable String base) {
        return base == null || base.isBlank() ? "" : HttpAddresses.one(ENDPOINT, base) + "/v1/traces";
    }

    private static Map<String, String> headers(@Nullable String text) {
        var headers = pairs(HEADERS, text);
        headers.forEach((name, value) -> {
            if (!TOKEN.matcher(name).matches() || !VISIBLE.matcher(value).matches()) {
                throw new SettingException(HEADERS, "must list headers as name=value with commas");
            }
        });
        return headers;
    }

    private static Map<String, String> resourceAttributes(TracingConfig config) {
        var attributes = new LinkedHashMap<>(Map.of("service.namespace", "gatehouse"));
        attributes.putAll(pairs(RESOURCE, config.resourceAttributes()));
        attributes.put("service.name", name(config.serviceName(), config.service()));
        return attributes;
    }

    private static String name(@Nullable String given, String own) {
        return given == null || given.isBlank() ? own : given;
    }

    private static Map<String, String> pairs(String setting, @Nullable String text) {
        var pairs = new LinkedHashMap<String, String>();
        if (text == null || text.isBlank()) {
            return pairs;
        }
        for (var pair : text.split(",", -1)) {
            int equals = pair.indexOf('=');
            if (equals < 1) {
                throw new SettingException(setting, "must list name=value with commas");
            }
            pairs.put(
                    pair.substring(0, equals).strip(),
                    decoded(setting, pair.substring(equals + 1).strip()));
        }
        return pairs;
    }

    /** Percent-encoding only: a plus is a plus (W3C Baggage, section 3.3). */
    private static String decoded(String setting, String value) {
        try {
            return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new SettingException(setting, "holds a value that is not percent-encoded", e);
        }
    }

    boolean isOn() {
        return !endpoint.isEmpty();
    }

    /** Who sends the spans: each process has an id of its own. */
    Resource resource() {
        var own =
                Resource.builder().put("service.instance.id", UUID.randomUUID().toString());
        resourceAttributes.forEach(own::put);
        return Resource.getDefault().merge(own.build());
    }

    SpanExporter exporter() {
        OF_THE_SDK.setLevel(Level.OFF);
        var builder = OtlpHttpSpanExporter.builder()
                .setEndpoint(endpoint)
                .setTimeout(timeout)
                .setConnectTimeout(timeout);
        headers.forEach(builder::addHeader);
        return builder.build();
    }

    @Override
    public String toString() {
        return "OtlpSettings[" + endpoint + "]";
    }
}
