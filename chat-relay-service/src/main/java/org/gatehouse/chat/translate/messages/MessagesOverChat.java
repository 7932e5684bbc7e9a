package org.gatehouse.chat.translate.messages;

import com.fasterxml.jackson.databind.JsonNode;
import org.gatehouse.chat.request.Endpoint;
import org.gatehouse.chat.translate.Conversion;
import org.gatehouse.chat.translate.Translation;
import org.gatehouse.chat.translate.UntranslatableException;

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
    public JsonNode request(JsonNode request) throws UntranslatableException {
        return new ChatRequest(request).translated();
    }

    @Override
    public Conversion conversion(JsonNode request, Context context) {
        return new MessageAnswer(context.model());
    }
}
