package org.gatehouse.chat.upstream.morpheus;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.gatehouse.chat.json.Json;
import org.gatehouse.chat.json.NotJsonException;
import org.gatehouse.chat.json.Range;
import org.gatehouse.chat.upstream.Usage;
import org.jspecify.annotations.Nullable;

/**
 * A document of the model as the node passes it on: with two counts of its own, which are nobody's business outside.
 *
 * @param document without the node's members
 * @param usage what the provider counted, or null when the node tells nothing
 */
@SuppressWarnings("ArrayRecordComponent")
record NodeMembers(byte[] document, @Nullable Usage usage) {

    private static final byte[] PREFIX = "\"usage_from_".getBytes(StandardCharsets.US_ASCII);

    /**
     * Takes the node's members out.
     *
     * @throws IOException when this is no JSON object
     */
    static NodeMembers takenOut(byte[] document) throws IOException {
        byte[] rest = document;
        Usage usage = null;
        while (mayHold(rest)) {
            Found found = find(rest);
            if (found == null) {
                break;
            }
            usage = found.usage() == null ? usage : found.usage();
            rest = without(rest, found.where());
        }
        return new NodeMembers(rest, usage);
    }

    private record Found(Range where, @Nullable Usage usage) {}

    private static @Nullable Found find(byte[] document) throws IOException {
        try (JsonParser parser = Json.parser(document)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new NotJsonException("not an object");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                int start = Json.tokenStart(parser);
                parser.nextToken();
                if (name.equals("usage_from_provider") || name.equals("usage_from_consumer")) {
                    Usage usage = name.endsWith("provider") ? usage(parser) : null;
                    parser.skipChildren();
                    return new Found(Range.ofMember(document, start, Json.tokenEnd(parser)), usage);
                }
                parser.skipChildren();
            }
            return null;
        }
    }

    private static @Nullable Usage usage(JsonParser parser) throws IOException {
        if (!parser.isExpectedStartObjectToken()) {
            return null;
        }
        long prompt = 0;
        long completion = 0;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            switch (name) {
                case "prompt_tokens" -> prompt = Math.max(0, parser.getValueAsLong());
                case "completion_tokens" -> completion = Math.max(0, parser.getValueAsLong());
                default -> parser.skipChildren();
            }
        }
        return new Usage(prompt, completion, Usage.Source.REPORTED);
    }

    /** A cheap look: most chunks have none. */
    private static boolean mayHold(byte[] document) {
        for (int at = 0; at <= document.length - PREFIX.length; at++) {
            if (document[at] == '"' && Arrays.equals(document, at, at + PREFIX.length, PREFIX, 0, PREFIX.length)) {
                return true;
            }
        }
        return false;
    }

    private static byte[] without(byte[] document, Range gap) {
        byte[] rest = Arrays.copyOf(document, document.length - (gap.end() - gap.start()));
        System.arraycopy(document, gap.end(), rest, gap.start(), document.length - gap.end());
        return rest;
    }
}
