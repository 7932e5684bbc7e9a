package org.gatehouse.chat.translate;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.gatehouse.chat.json.JsonTree;
import org.gatehouse.chat.upstream.Dropped;

/**
 * What an upstream is asked for a client's request.
 *
 * @param body the upstream's request
 * @param dropped what the client is told that it was not told
 */
record Asked(JsonNode body, String dropped) {

    /** Translates; single quotes stand for double ones. */
    static Asked of(Translation translation, String request) {
        var dropped = new Dropped();
        try {
            var body = translation.request(JsonTree.object(json(request)), dropped);
            String names = dropped.header();
            return new Asked(JsonTree.object(JsonTree.bytes(body)), names == null ? "" : names);
        } catch (IOException | UntranslatableException e) {
            throw new IllegalArgumentException(request, e);
        }
    }

    /** The part of the upstream's request, as JSON with single quotes; empty when it has none. */
    String at(String pointer) {
        return JsonTree.text(body.at(pointer)).replace('"', '\'');
    }

    private static byte[] json(String text) {
        return text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }
}
