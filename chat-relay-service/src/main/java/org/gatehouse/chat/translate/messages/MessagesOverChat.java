package org.gatehouse.chat.translate.messages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.gatehouse.chat.request.Endpoint;
import org.gatehouse.chat.translate.Conversion;
import org.gatehouse.chat.translate.Translation;
import org.gatehouse.chat.translate.UntranslatableException;
import org.gatehouse.chat.upstream.Dropped;

/** Anthropic's Messages over chat completions. */
public final class MessagesOverChat implements Translation {

    @Override
    public Endpoint from() {
        return Endpoint.MESSAGES;
    }

    @Override
    public Endpoint to() {
        return Endpoint.CHAT;
    }

    @Override
    public ObjectNode request(JsonNode request, Dropped dropped) throws UntranslatableException {
        return new ChatRequest(request, dropped).translated();
    }

    @Override
    public String clientsWord(String member) {
        return switch (member) {
            case "max_completion_tokens" -> "max_tokens";
            case "stop" -> "stop_sequences";
            case "user" -> "metadata.user_id";
            case "parallel_tool_calls" -> "tool_choice";
            case "response_format" -> "output_config.format";
            default -> member;
        };
    }

    @Override
    public Conversion conversion(JsonNode request, Context context) {
        return new ClientCalls(request, new MessageAnswer(context.model()));
    }
}
