package org.gatehouse.catalog.operator;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.gatehouse.catalog.model.Deprecation;
import org.gatehouse.catalog.model.Description;
import org.gatehouse.catalog.model.Modalities;
import org.gatehouse.catalog.model.ModelType;
import org.jspecify.annotations.Nullable;

/** A description as an operator writes it, in the fields of the model's entry; what is left out stays as the source tells it. */
@Serdeable(naming = SnakeCaseStrategy.class)
@Schema(name = "ModelDescription", example = "{\"context_length\": 128000, \"deprecated\": false}")
record StatedDescription(
        @Nullable String type,
        @Nullable Integer contextLength,
        @Nullable Architecture architecture,
        @Nullable List<String> supportedParameters,
        @Nullable Boolean deprecated,
        @Nullable LocalDate shutdownDate) {

    private static final int MAX_WORDS = 100;

    /** What goes in and what comes out. */
    @Serdeable(naming = SnakeCaseStrategy.class)
    @Schema(name = "ModelModalities")
    record Architecture(List<String> inputModalities, List<String> outputModalities) {}

    static StatedDescription of(Description description) {
        var modalities = description.modalities();
        var deprecation = description.deprecation();
        var type = description.type();
        return new StatedDescription(
                type == null ? null : type.wire(),
                description.contextLength(),
                modalities == null ? null : new Architecture(modalities.input(), modalities.output()),
                description.parameters(),
                deprecation == null ? null : true,
                deprecation == null ? null : deprecation.shutdown());
    }

    /** The field that is wrong, if one is. */
    Optional<String> wrongField() {
        return Stream.of(
                        type != null && ModelType.stated(type).isEmpty() ? "type" : "",
                        contextLength != null && contextLength < 1 ? "context_length" : "",
                        architecture != null && !isArchitecture(architecture) ? "architecture" : "",
                        supportedParameters != null && !areWords(supportedParameters) ? "supported_parameters" : "",
                        shutdownDate != null && !Boolean.TRUE.equals(deprecated) ? "shutdown_date" : "")
                .filter(field -> !field.isEmpty())
                .findFirst();
    }

    /** Only when no field is wrong. */
    Description description() {
        return new Description(
                type == null ? null : ModelType.stated(type).orElseThrow(),
                contextLength,
                architecture == null
                        ? null
                        : new Modalities(architecture.inputModalities(), architecture.outputModalities()),
                supportedParameters,
                Boolean.TRUE.equals(deprecated) ? new Deprecation(shutdownDate) : null);
    }

    private static boolean isArchitecture(Architecture architecture) {
        return Stream.of(architecture.inputModalities(), architecture.outputModalities())
                .allMatch(words -> !words.isEmpty() && areWords(words));
    }

    private static boolean areWords(List<String> words) {
        return words.size() <= MAX_WORDS && words.stream().allMatch(word -> word != null && Description.isWord(word));
    }
}
