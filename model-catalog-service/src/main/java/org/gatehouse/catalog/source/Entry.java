package org.gatehouse.catalog.source;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.gatehouse.catalog.model.Description;

/**
 * One entry of a list, read field by field. What only describes a model is untold when it is absent or is something else
 * than expected, since servers use the same field names for different things. What decides where a request goes throws, so
 * that a half-understood entry never becomes a model.
 */
final class Entry {

    private static final int MAX_TEXT = 500;
    private static final int MAX_TEXTS = 100;
    private static final int MAX_ZEROS = 100;
    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,78}");

    private final JsonNode json;
    private final List<String> remarks = new ArrayList<>();

    /** The entry breaks a rule; the message names the field, never its content. */
    static final class Unusable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unusable(String reason) {
            super(reason, null, false, false);
        }
    }

    Entry(JsonNode json) {
        if (!json.isObject()) {
            throw new Unusable("not an object");
        }
        this.json = json;
    }

    JsonNode json() {
        return json;
    }

    /** Tells operators of something that was left out of the entry; never with the entry's own content. */
    void remark(String text) {
        remarks.add(text);
    }

    List<String> remarks() {
        return List.copyOf(remarks);
    }

    /** A text that only describes. */
    Optional<String> text(String field) {
        return Optional.of(json.path(field))
                .filter(Entry::isShortText)
                .map(node -> node.textValue().strip())
                .filter(text -> !text.isEmpty());
    }

    /** A text that decides where a request goes: absent, or exactly this. */
    Optional<String> exactText(String field) {
        if (json.hasNonNull(field) && !isShortText(json.path(field))) {
            throw new Unusable(field + " is not a text of at most " + MAX_TEXT + " characters");
        }
        return text(field);
    }

    String requiredText(String field) {
        return exactText(field).orElseThrow(() -> new Unusable(field + " is missing"));
    }

    private static boolean isShortText(JsonNode node) {
        return node.isTextual() && node.textValue().length() <= MAX_TEXT;
    }

    Optional<BigInteger> integer(String field) {
        return whole(json.path(field)).filter(value -> value.signum() >= 0);
    }

    /**
     * Some servers write 1.0e9 for a whole number, whose exponent is looked at before it is written out, and some quote what no
     * double can hold.
     */
    private static Optional<BigInteger> whole(JsonNode node) {
        if (node.isIntegralNumber()) {
            return Optional.of(node.bigIntegerValue());
        }
        if (node.isTextual() && DIGITS.matcher(node.textValue()).matches()) {
            return Optional.of(new BigInteger(node.textValue()));
        }
        var value = node.isNumber() ? node.decimalValue().stripTrailingZeros() : null;
        return value != null && value.scale() <= 0 && value.scale() >= -MAX_ZEROS
                ? Optional.of(value.toBigIntegerExact())
                : Optional.empty();
    }

    OptionalLong seconds(String field) {
        return integer(field).filter(value -> value.bitLength() < Long.SIZE).stream()
                .mapToLong(BigInteger::longValue)
                .findFirst();
    }

    OptionalInt count(String field) {
        return integer(field).filter(value -> value.bitLength() < Integer.SIZE).stream()
                .mapToInt(BigInteger::intValue)
                .findFirst();
    }

    boolean flag(String field) {
        var node = json.path(field);
        if (!node.isMissingNode() && !node.isNull() && !node.isBoolean()) {
            throw new Unusable(field + " is not true or false");
        }
        return node.asBoolean(false);
    }

    List<String> texts(String field) {
        var node = json.path(field);
        if (!node.isArray()) {
            return List.of();
        }
        return node.valueStream()
                .filter(Entry::isShortText)
                .map(element -> element.textValue().strip())
                .filter(text -> !text.isEmpty())
                .distinct()
                .limit(MAX_TEXTS)
                .toList();
    }

    /**
     * A list of words that only describe, such as {@code text} or {@code top_p}, in lower case. Other servers use such field
     * names for other things: what is no list of words is untold, and the entry is none the worse for it.
     */
    Optional<List<String>> words(String field) {
        var node = json.path(field);
        if (!node.isArray() || node.size() > MAX_TEXTS) {
            return Optional.empty();
        }
        var words = new ArrayList<String>();
        for (var element : node) {
            words.add(element.asText("").strip().toLowerCase(Locale.ROOT));
        }
        return Optional.of(words.stream().distinct().toList())
                .filter(all -> all.stream().allMatch(Description::isWord));
    }

    Optional<Entry> object(String field) {
        return Stream.of(json.path(field))
                .filter(JsonNode::isObject)
                .map(Entry::new)
                .findFirst();
    }

    boolean has(String field) {
        return json.hasNonNull(field);
    }
}
