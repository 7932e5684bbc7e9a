package org.gatehouse.chat.translate.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.gatehouse.chat.request.Endpoint;
import org.gatehouse.chat.translate.Conversion;
import org.gatehouse.chat.translate.Translation;
import org.gatehouse.chat.translate.UntranslatableException;
import org.gatehouse.chat.upstream.Dropped;

/** OpenAI's Responses over chat completions. */
public final class ResponsesOverChat implements Translation {

    @Override
    public Endpoint from() {
        return Endpoint.RESPONSES;
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
            case "reasoning_effort" -> "reasoning.effort";
            case "response_format" -> "text.format";
            case "max_tokens", "max_completion_tokens" -> "max_output_tokens";
            case "messages" -> "input";
            default -> member;
        };
    }

    @Override
    public Conversion conversion(JsonNode request, Context context) {
        return new ResponseAnswer(new ResponseObject(request, context), Tools.of(request, new Dropped()));
    }
}
