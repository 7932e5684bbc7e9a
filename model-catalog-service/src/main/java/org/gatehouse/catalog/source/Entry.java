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
 * One entry of a list, read field by field. A field that is absent or null is empty; one that is there in the wrong type
 * or range throws, so that a half-understood entry never becomes a model.
 */
record Entry(JsonNode json) {

    private static final int MAX_TEXT = 500;
    private static final int MAX_TEXTS = 100;
    private static final int MAX_ZEROS = 100;
    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,78}");

    /** The entry breaks a rule; the message names the field, never its content. */
    static final class Unusable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unusable(String reason) {
            super(reason, null, false, false);
        }
    }

    Entry {
        if (!json.isObject()) {
            throw new Unusable("not an object");
        }
    }

    Optional<String> text(String field) {
        var node = json.path(field);
        if (node.isMissingNode() || node.isNull()) {
            return Optional.empty();
        }
        if (!node.isTextual() || node.textValue().length() > MAX_TEXT) {
            throw new Unusable(field + " is not a text of at most " + MAX_TEXT + " characters");
        }
        return Optional.of(node.textValue().strip()).filter(text -> !text.isEmpty());
    }

    String requiredText(String field) {
        return text(field).orElseThrow(() -> new Unusable(field + " is missing"));
    }

    Optional<BigInteger> integer(String field) {
        var node = json.path(field);
        if (node.isMissingNode() || node.isNull()) {
            return Optional.empty();
        }
        return Optional.of(whole(node)
                .filter(value -> value.signum() >= 0)
                .orElseThrow(() -> new Unusable(field + " is not a whole number")));
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
        return integer(field).map(value -> exact(field, value, Long.SIZE - 1)).stream()
                .mapToLong(BigInteger::longValue)
                .findFirst();
    }

    OptionalInt count(String field) {
        return integer(field).map(value -> exact(field, value, Integer.SIZE - 1)).stream()
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
        if (node.isMissingNode() || node.isNull()) {
            return List.of();
        }
        if (!node.isArray() || node.size() > MAX_TEXTS) {
            throw new Unusable(field + " is not a list of at most " + MAX_TEXTS);
        }
        var texts = new ArrayList<String>();
        for (var element : node) {
            if (!element.isTextual() || element.textValue().length() > MAX_TEXT) {
                throw new Unusable(field + " holds something else than short texts");
            }
            texts.add(element.textValue().strip());
        }
        return texts.stream().filter(text -> !text.isEmpty()).distinct().toList();
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

    private static BigInteger exact(String field, BigInteger value, int bits) {
        if (value.bitLength() > bits) {
            throw new Unusable(field + " is out of range");
        }
        return value;
    }
}
