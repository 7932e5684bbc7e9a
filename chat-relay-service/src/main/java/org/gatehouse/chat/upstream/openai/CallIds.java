package org.gatehouse.chat.upstream.openai;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.gatehouse.chat.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * The ids of the tool calls of one answer: none comes twice, neither in it nor in the conversation that it goes on with. The
 * conversation is read once, when the first call comes.
 */
final class CallIds {

    private static final Set<String> NAMES = Set.of("id", "tool_call_id", "call_id", "tool_use_id");

    private final byte[] request;
    private @Nullable Set<String> taken;

    /** @param request what was asked, a JSON document */
    CallIds(byte[] request) {
        this.request = request;
    }

    /** The upstream's id, or one of our own where it gave none or one that is in use. */
    String own(@Nullable String given) {
        Set<String> known = taken;
        if (known == null) {
            known = idsOf(request);
            taken = known;
        }
        String id = given == null ? fresh() : given;
        while (!known.add(id)) {
            id = fresh();
        }
        return id;
    }

    private static Set<String> idsOf(byte[] request) {
        var ids = new HashSet<String>();
        try (JsonParser parser = Json.parser(request)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.FIELD_NAME
                        && NAMES.contains(parser.currentName())
                        && parser.nextToken() == JsonToken.VALUE_STRING) {
                    ids.add(parser.getText());
                }
            }
            return ids;
        } catch (IOException e) {
            throw new UncheckedIOException("a request that was read before", e);
        }
    }

    private static String fresh() {
        return "call_" + UUID.randomUUID().toString().replace("-", "");
    }
}
