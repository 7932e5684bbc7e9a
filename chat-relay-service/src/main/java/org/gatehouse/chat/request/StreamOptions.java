package org.gatehouse.chat.request;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.gatehouse.chat.json.Json;
import org.gatehouse.chat.json.Range;
import org.jspecify.annotations.Nullable;

/**
 * What a request says about its stream.
 *
 * @param spot the value, or null when there is none
 * @param includeUsageSpot the value of include_usage in it, or null when absent
 * @param includeUsage whether the client wants to see the usage chunk
 * @param empty whether it is an object without members
 */
record StreamOptions(@Nullable Range spot, @Nullable Range includeUsageSpot, boolean includeUsage, boolean empty) {

    static final StreamOptions NONE = new StreamOptions(null, null, false, false);

    /** Written as null: as good as absent, but its place in the body matters to the patch. */
    static StreamOptions nothing(JsonParser parser) throws IOException {
        return new StreamOptions(Typed.spot(parser), null, false, false);
    }

    static StreamOptions read(JsonParser parser) throws IOException {
        if (!parser.isExpectedStartObjectToken()) {
            throw RefusedException.wrongType("stream_options", "an object");
        }
        int start = Json.tokenStart(parser);
        Range includeUsageSpot = null;
        boolean includeUsage = false;
        boolean empty = true;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            empty = false;
            if (!"include_usage".equals(parser.currentName())) {
                parser.nextToken();
                parser.skipChildren();
                continue;
            }
            if (includeUsageSpot != null) {
                throw RefusedException.duplicate("stream_options.include_usage", "stream_options");
            }
            includeUsage =
                    parser.nextToken() != JsonToken.VALUE_NULL && Typed.flag(parser, "stream_options.include_usage");
            includeUsageSpot = Typed.spot(parser);
        }
        return new StreamOptions(new Range(start, Json.tokenEnd(parser)), includeUsageSpot, includeUsage, empty);
    }
}
