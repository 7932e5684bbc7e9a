package org.gatehouse.chat.translate.responses;

import com.fasterxml.jackson.databind.JsonNode;
import org.gatehouse.chat.request.Endpoint;
import org.gatehouse.chat.translate.Conversion;
import org.gatehouse.chat.translate.Translation;
import org.gatehouse.chat.translate.UntranslatableException;

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
    public JsonNode request(JsonNode request) throws UntranslatableException {
        return new ChatRequest(request).translated();
    }

    @Override
    public Conversion conversion(JsonNode request, Context context) {
        return new ResponseAnswer(new ResponseObject(request, context));
    }
}
