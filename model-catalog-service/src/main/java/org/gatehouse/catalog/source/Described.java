package org.gatehouse.catalog.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.gatehouse.catalog.model.Deprecation;
import org.gatehouse.catalog.model.Description;
import org.gatehouse.catalog.model.Modalities;
import org.gatehouse.catalog.model.ModelType;
import org.jspecify.annotations.Nullable;

/**
 * The description in an entry. Modalities and parameters stand where OpenRouter has them, which vLLM, Venice and others have
 * taken over; the end of a model is {@code shutdown_date} at OpenAI, {@code deprecation} at Mistral, {@code expiration_date}
 * at OpenRouter.
 */
final class Described {

    private static final List<String> CONTEXT_FIELDS =
            List.of("context_length", "max_model_len", "context_window", "max_context_length");
    private static final List<String> TYPE_FIELDS = List.of("type", "model_type", "task");
    private static final List<String> END_FIELDS = List.of("shutdown_date", "deprecation", "expiration_date");
    private static final Pattern ARROW = Pattern.compile("[a-z]+(\\+[a-z]+){0,9}->[a-z]+(\\+[a-z]+){0,9}");
    private static final int MAX_ARROW = 200;
    private static final int DATE_LENGTH = "2026-01-31".length();

    private Described() {}

    static Description by(Entry entry) {
        var modalities = entry.object("architecture").flatMap(Described::modalities);
        return new Description(
                type(entry, modalities).orElse(null),
                contextLength(entry),
                modalities.orElse(null),
                entry.words("supported_parameters").orElse(null),
                deprecation(entry));
    }

    /** Writes it so that {@link #by} reads the same again. */
    static void write(Description description, ObjectNode json) {
        var type = description.type();
        if (type != null) {
            json.put("type", type.wire());
        }
        json.put("context_length", description.contextLength());
        var modalities = description.modalities();
        if (modalities != null) {
            var architecture = json.putObject("architecture");
            modalities.input().forEach(architecture.putArray("input_modalities")::add);
            modalities.output().forEach(architecture.putArray("output_modalities")::add);
        }
        var parameters = description.parameters();
        if (parameters != null) {
            parameters.forEach(json.putArray("supported_parameters")::add);
        }
        var deprecation = description.deprecation();
        if (deprecation != null) {
            json.put("deprecated", true);
            var shutdown = deprecation.shutdown();
            json.put("shutdown_date", shutdown == null ? null : shutdown.toString());
        }
    }

    /** What the entry says it is, or what comes out of it. */
    private static Optional<ModelType> type(Entry entry, Optional<Modalities> modalities) {
        return TYPE_FIELDS.stream()
                .flatMap(field -> entry.text(field).stream())
                .flatMap(word -> ModelType.stated(word).stream())
                .findFirst()
                .or(() -> modalities.flatMap(Described::byOutput));
    }

    private static Optional<ModelType> byOutput(Modalities known) {
        return known.output().contains("text")
                ? Optional.of(ModelType.CHAT)
                : known.output().stream()
                        .flatMap(word -> ModelType.stated(word).stream())
                        .findFirst();
    }

    private static @Nullable Integer contextLength(Entry entry) {
        return CONTEXT_FIELDS.stream()
                .flatMap(field -> entry.count(field).stream().boxed())
                .filter(length -> length > 0)
                .findFirst()
                .orElse(null);
    }

    private static Optional<Modalities> modalities(Entry architecture) {
        var input = architecture.words("input_modalities").orElse(List.of());
        var output = architecture.words("output_modalities").orElse(List.of());
        if (!input.isEmpty() && !output.isEmpty()) {
            return Optional.of(new Modalities(input, output));
        }
        return Optional.of(architecture.json().path("modality").asText(""))
                .filter(text -> text.length() <= MAX_ARROW)
                .filter(text -> ARROW.matcher(text).matches())
                .map(text -> text.split("->", 2))
                .map(sides -> new Modalities(words(sides[0]), words(sides[1])));
    }

    private static List<String> words(String joined) {
        return List.of(joined.split("\\+", -1));
    }

    private static @Nullable Deprecation deprecation(Entry entry) {
        var ends =
                END_FIELDS.stream().filter(entry::has).map(entry.json()::path).toList();
        if (ends.isEmpty() && !entry.json().path("deprecated").asBoolean(false)) {
            return null;
        }
        return new Deprecation(
                ends.stream().flatMap(Described::date).findFirst().orElse(null));
    }

    /** A date, a time of which the date counts, or Unix seconds. */
    private static Stream<LocalDate> date(JsonNode end) {
        try {
            if (end.isIntegralNumber() && end.canConvertToLong()) {
                return Stream.of(LocalDate.ofInstant(Instant.ofEpochSecond(end.longValue()), ZoneOffset.UTC));
            }
            var text = end.asText("");
            return text.length() < DATE_LENGTH
                    ? Stream.empty()
                    : Stream.of(LocalDate.parse(text.substring(0, DATE_LENGTH)));
        } catch (DateTimeException e) {
            return Stream.empty();
        }
    }
}
