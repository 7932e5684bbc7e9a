package org.gatehouse.chat.upstream.morpheus;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.gatehouse.chat.json.Json;
import org.gatehouse.chat.json.NotJsonException;

/** Finds the one JSON object in a unary body, which control frames may stand around and an error may follow. */
final class WholeFilter {

    private WholeFilter() {}

    /**
     * The object without what is the node's own.
     *
     * @throws IOException when there is none, or something else than control text beside it
     */
    static NodeMembers read(byte[] body) throws IOException {
        int start = 0;
        while (start < body.length && body[start] != '{') {
            start++;
        }
        requireControl(body, 0, start);
        byte[] fromObject = Arrays.copyOfRange(body, start, body.length);
        int end = endOfObject(fromObject);
        requireControl(fromObject, end, fromObject.length);
        return NodeMembers.takenOut(Arrays.copyOf(fromObject, end));
    }

    private static int endOfObject(byte[] document) throws IOException {
        try (JsonParser parser = Json.parser(document)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new NotJsonException("no object in the answer");
            }
            parser.skipChildren();
            return Json.tokenEnd(parser);
        }
    }

    private static void requireControl(byte[] body, int from, int to) throws IOException {
        String text = new String(body, from, to - from, StandardCharsets.UTF_8);
        boolean control = text.lines().allMatch(line -> line.isBlank() || line.startsWith("data: "));
        if (!control) {
            throw new NotJsonException("something stands beside the answer");
        }
    }
}
