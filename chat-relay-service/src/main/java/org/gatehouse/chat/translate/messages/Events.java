package org.gatehouse.chat.translate.messages;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.gatehouse.chat.json.JsonTree;
import org.gatehouse.chat.sse.SseFrames;
import org.gatehouse.chat.translate.Conversion;

/** Anthropic's events: each one is named by its type. */
final class Events {

    private Events() {}

    static void send(ObjectNode event, Conversion.Out out) {
        out.frame(SseFrames.event(event.path("type").asText(), JsonTree.bytes(event)));
    }
}
