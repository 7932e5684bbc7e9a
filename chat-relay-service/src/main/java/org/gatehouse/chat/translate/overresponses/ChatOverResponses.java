package org.gatehouse.chat.translate.overresponses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.gatehouse.chat.request.Endpoint;
import org.gatehouse.chat.translate.Conversion;
import org.gatehouse.chat.translate.Translation;
import org.gatehouse.chat.translate.UntranslatableException;
import org.gatehouse.chat.upstream.Dropped;

/** Chat completions over OpenAI's Responses (https://platform.openai.com/docs/api-reference/responses). */
public final class ChatOverResponses implements Translation {

    @Override
    public Endpoint from() {
        return Endpoint.CHAT;
    }

    @Override
    public Endpoint to() {
        return Endpoint.RESPONSES;
    }

    @Override
    public ObjectNode request(JsonNode request, Dropped dropped) throws UntranslatableException {
        return new ResponsesRequest(request, dropped).translated();
    }

    @Override
    public String clientsWord(String member) {
        return switch (member) {
            case "input", "instructions" -> "messages";
            case "max_output_tokens" -> "max_completion_tokens";
            case "reasoning" -> "reasoning_effort";
            case "text" -> "response_format";
            case "safety_identifier" -> "user";
            default -> member;
        };
    }

    @Override
    public Conversion conversion(JsonNode request, Context context) {
        return new CompletionOfResponse(context, StopWords.of(request.path("stop")));
    }
}
