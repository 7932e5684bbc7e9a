package org.gatehouse.chat.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;

/** Counts in upstreams' documents: what is negative, no number, or more than there can be counts as nothing. */
public final class Counts {

    /** More than any answer costs, and far from the end of a long when many are added. */
    private static final long MOST = 1_000_000_000_000L;

    private Counts() {}

    public static long at(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case VALUE_NUMBER_INT ->
                parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER ? 0 : sane(parser.getLongValue());
            case VALUE_NUMBER_FLOAT -> sane((long) parser.getDoubleValue());
            default -> 0;
        };
    }

    public static long of(JsonNode node) {
        return node.canConvertToLong() ? sane(node.longValue()) : 0;
    }

    private static long sane(long count) {
        return count < 0 || count > MOST ? 0 : count;
    }
}
