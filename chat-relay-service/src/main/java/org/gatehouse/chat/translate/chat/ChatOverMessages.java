package org.gatehouse.chat.translate.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.gatehouse.chat.request.Endpoint;
import org.gatehouse.chat.translate.Conversion;
import org.gatehouse.chat.translate.Translation;
import org.gatehouse.chat.translate.UntranslatableException;
import org.gatehouse.chat.upstream.Dropped;

/** Chat completions over Anthropic's Messages. */
public final class ChatOverMessages implements Translation {

    @Override
    public Endpoint from() {
        return Endpoint.CHAT;
    }

    @Override
    public Endpoint to() {
        return Endpoint.MESSAGES;
    }

    @Override
    public ObjectNode request(JsonNode request, Dropped dropped) throws UntranslatableException {
        return new MessagesRequest(request, dropped).translated();
    }

    @Override
    public String clientsWord(String member) {
        return switch (member) {
            case "system" -> "messages";
            case "stop_sequences" -> "stop";
            case "metadata" -> "user";
            case "output_config" -> "response_format";
            default -> member;
        };
    }

    @Override
    public Conversion conversion(JsonNode request, Context context) {
        return new ChatAnswer(context);
    }
}
