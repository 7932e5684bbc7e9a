package org.gatehouse.chat.upstream.openai;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.gatehouse.chat.json.Json;
import org.jspecify.annotations.Nullable;

/** The ids of the tool calls of one answer: none comes twice, neither in it nor in the conversation that it goes on with. */
final class CallIds {

    private final byte[] request;
    private final Set<String> used = new HashSet<>();

    /** @param request what was asked, in which ids of earlier answers stand as JSON texts */
    CallIds(byte[] request) {
        this.request = request;
    }

    /** The upstream's id, or one of our own where it gave none or one that is in use. */
    String own(@Nullable String given) {
        String id = given == null || contains(request, Json.quoted(given)) ? fresh() : given;
        while (!used.add(id)) {
            id = fresh();
        }
        return id;
    }

    private static String fresh() {
        return "call_" + UUID.randomUUID().toString().replace("-", "");
    }

    private static boolean contains(byte[] text, byte[] part) {
        int last = text.length - part.length;
        for (int at = 0; at <= last; at++) {
            int same = 0;
            while (same < part.length && text[at + same] == part[same]) {
                same++;
            }
            if (same == part.length) {
                return true;
            }
        }
        return false;
    }
}
