package org.gatehouse.chat.translate.chat;

import com.fasterxml.jackson.databind.JsonNode;
import org.gatehouse.chat.request.Endpoint;
import org.gatehouse.chat.translate.Conversion;
import org.gatehouse.chat.translate.Translation;
import org.gatehouse.chat.translate.UntranslatableException;

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
    public JsonNode request(JsonNode request) throws UntranslatableException {
        return new MessagesRequest(request).translated();
    }

    @Override
    public Conversion conversion(JsonNode request, Context context) {
        return new ChatAnswer(context);
    }
}
