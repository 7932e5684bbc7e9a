package org.gatehouse.kit.token;

import static java.util.Map.entry;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The claims of a token, every known one of its right type: an instance that exists needs no further type checks. */
record Claims(Map<String, @Nullable Object> json) {

    private static final long LATEST = Instant.parse("9999-12-31T00:00:00Z").getEpochSecond();
    private static final Pattern CANONICAL_UUID =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    private static final Set<String> REQUIRED = Set.of("iss", "sub", "aud", "exp", "iat", "jti");
    private static final Map<String, Predicate<Object>> SHAPES = Map.ofEntries(
            entry("iss", Claims::isText),
            entry("sub", Claims::isText),
            entry("aud", Claims::isOneText),
            entry("exp", Claims::isTime),
            entry("nbf", Claims::isTime),
            entry("iat", Claims::isTime),
            entry("jti", Claims::isText),
            entry("client_id", Claims::isText),
            entry("act", Claims::isActor),
            entry("scope", String.class::isInstance),
            entry("roles", Claims::isTexts),
            entry("acr", Claims::isText),
            entry("amr", Claims::isTexts),
            entry("auth_time", Claims::isTime),
            entry("sid", Claims::isUuid),
            entry("key_id", Claims::isUuid),
            entry("models", Claims::isTexts),
            entry("rpm", Claims::isCount),
            entry("rpm_above_route", Boolean.class::isInstance),
            entry("tpm", Claims::isCount),
            entry("budget_id", Claims::isUuid));

    /** Those of a token of ours. */
    static Optional<Claims> parse(String payload) {
        return parse(payload, REQUIRED, SHAPES);
    }

    static Optional<Claims> parse(String payload, Set<String> required, Map<String, Predicate<Object>> shapes) {
        return StrictObject.parse(payload)
                .filter(json -> json.keySet().containsAll(required))
                .filter(json -> haveTheirShapes(json, shapes))
                .map(Claims::new);
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(json.get(name)).map(String.class::cast);
    }

    String audience() {
        return json.get("aud") instanceof List<?> list ? (String) list.getFirst() : (String) required("aud");
    }

    String subject() {
        return (String) required("sub");
    }

    String tokenId() {
        return (String) required("jti");
    }

    Instant issuedAt() {
        return time("iat").orElseThrow();
    }

    Instant expiresAt() {
        return time("exp").orElseThrow();
    }

    Optional<Instant> time(String name) {
        return Optional.ofNullable(json.get(name)).map(seconds -> Instant.ofEpochSecond((Long) seconds));
    }

    Optional<UUID> uuid(String name) {
        return text(name).map(UUID::fromString);
    }

    OptionalInt count(String name) {
        return json.get(name) instanceof Long number ? OptionalInt.of(Math.toIntExact(number)) : OptionalInt.empty();
    }

    boolean truth(String name) {
        return Boolean.TRUE.equals(json.get(name));
    }

    Set<String> texts(String name) {
        return json.get(name) instanceof List<?> list
                ? list.stream().map(String.class::cast).collect(Collectors.toUnmodifiableSet())
                : Set.of();
    }

    /** The service that acts for the subject. */
    Optional<String> actor() {
        return json.get("act") instanceof Map<?, ?> actor && actor.get("sub") instanceof String name
                ? Optional.of(name)
                : Optional.empty();
    }

    Set<Permission> permissions() {
        return text("scope").stream()
                .flatMap(Pattern.compile(" ")::splitAsStream)
                .flatMap(word -> Permission.parse(word).stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    private Object required(String name) {
        return Objects.requireNonNull(json.get(name), name);
    }

    private static boolean haveTheirShapes(Map<String, @Nullable Object> json, Map<String, Predicate<Object>> shapes) {
        return shapes.entrySet().stream()
                .filter(shape -> json.containsKey(shape.getKey()))
                .allMatch(shape -> {
                    var value = json.get(shape.getKey());
                    return value != null && shape.getValue().test(value);
                });
    }

    static boolean isUuid(Object value) {
        return value instanceof String text && CANONICAL_UUID.matcher(text).matches();
    }

    static boolean isText(Object value) {
        return value instanceof String text && !text.isBlank();
    }

    static boolean isTexts(Object value) {
        return value instanceof List<?> list && list.stream().allMatch(Claims::isText);
    }

    /** RFC 7519 lets a single audience be a bare string; more than one is never ours. */
    static boolean isOneText(Object value) {
        return isText(value) || (value instanceof List<?> list && list.size() == 1 && isTexts(list));
    }

    static boolean isTime(Object value) {
        return value instanceof Long seconds && seconds >= 0 && seconds <= LATEST;
    }

    /** One actor; a chain of them is never ours. */
    private static boolean isActor(Object value) {
        return value instanceof Map<?, ?> actor
                && actor.keySet().equals(Set.of("sub"))
                && actor.get("sub") instanceof String name
                && !name.isBlank();
    }

    private static boolean isCount(Object value) {
        return value instanceof Long number && number >= 0 && number <= Integer.MAX_VALUE;
    }
}
