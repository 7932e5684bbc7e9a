package org.gatehouse.kit.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.gatehouse.kit.config.SettingException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OtlpSettingsTest {

    private static OtlpSettings read(@Nullable String endpoint, @Nullable String headers, @Nullable String attributes) {
        return OtlpSettings.of(new TracingConfig(
                endpoint, headers, "http/protobuf", "10000", "always_on", null, "auth-service", null, attributes));
    }

    @Test
    void exportsNothingWithoutAnEndpoint() {
        assertThat(read(null, null, null).isOn()).isFalse();
        assertThat(read(" ", "", "").isOn()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://otel:4318", "http://otel:4318/"})
    void sendsToTheTracesBelowTheEndpoint(String endpoint) {
        assertThat(read(endpoint, null, null).endpoint()).isEqualTo("http://otel:4318/v1/traces");
    }

    @Test
    void readsHeadersAndDecodesTheirValues() {
        assertThat(read(null, "authorization=Bearer%20a+b%3D, x-team = core", null)
                        .headers())
                .containsEntry("authorization", "Bearer a+b=")
                .containsEntry("x-team", "core")
                .hasSize(2);
    }

    @Test
    void namesTheServiceAndWhatElseItIsTold() {
        var resource = read(null, null, "deployment.environment.name=staging,service.name=other")
                .resource()
                .getAttributes();

        assertThat(resource.asMap().toString())
                .contains(
                        "service.name=auth-service",
                        "service.namespace=gatehouse",
                        "service.instance.id=",
                        "deployment.environment.name=staging");
    }

    @Test
    void takesAnotherNameForTheService() {
        var config = new TracingConfig(
                null, null, "http/protobuf", "10000", "always_on", null, "auth-service", "accounts", null);

        assertThat(OtlpSettings.of(config).resourceAttributes()).containsEntry("service.name", "accounts");
    }

    @ParameterizedTest
    @ValueSource(strings = {"otel:4318", "grpc://otel:4317", "http://", "http://user:secret@otel:4318", "/v1/traces"})
    void refusesAnAddressThatIsNone(String endpoint) {
        assertThatThrownBy(() -> read(endpoint, null, null))
                .isInstanceOf(SettingException.class)
                .hasMessageStartingWith("OTEL_EXPORTER_OTLP_ENDPOINT must be an http or https address")
                .hasMessageNotContaining("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hunter2", "=hunter2", "a b=hunter2", "a=hunter2,", "a=hunter2%0d%0a", "a=hunter2%zz"})
    void refusesHeadersThatAreNoneWithoutRepeatingThem(String headers) {
        assertThatThrownBy(() -> read(null, headers, null))
                .isInstanceOf(SettingException.class)
                .hasMessageStartingWith("OTEL_EXPORTER_OTLP_HEADERS ")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void refusesWhatItCannotDo() {
        assertThatThrownBy(() -> OtlpSettings.of(
                        new TracingConfig(null, null, "grpc", "10000", "always_on", null, "auth-service", null, null)))
                .hasMessage("OTEL_EXPORTER_OTLP_PROTOCOL must be http/protobuf");
        assertThatThrownBy(() -> OtlpSettings.of(new TracingConfig(
                        null, null, "http/protobuf", "10s", "always_on", null, "auth-service", null, null)))
                .hasMessageStartingWith("OTEL_EXPORTER_OTLP_TIMEOUT must be a number of milliseconds");
        assertThatThrownBy(() -> read(null, null, "staging"))
                .hasMessageStartingWith("OTEL_RESOURCE_ATTRIBUTES must list");
    }
}
