package org.gatehouse.chat.upstream.echo;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.gatehouse.chat.count.Tokens;
import org.gatehouse.chat.json.Json;

/**
 * What the echo model reads of a conversation.
 *
 * @param lastUserText the text of the last message whose role is user, empty when there is none
 * @param tokens how many tokens all messages together are
 */
record EchoPrompt(String lastUserText, int tokens) {

    private static final int TOKENS_PER_MESSAGE = 4;
    private static final int TOKENS_PER_CONVERSATION = 3;

    /** Reads a body that has already been found to be an object with an array of messages. */
    static EchoPrompt read(byte[] body) throws IOException {
        try (JsonParser parser = Json.parser(body)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                if (name.equals("messages")) {
                    return messages(parser);
                }
                parser.skipChildren();
            }
            return new EchoPrompt("", 0);
        }
    }

    private static EchoPrompt messages(JsonParser parser) throws IOException {
        String lastUserText = "";
        int tokens = TOKENS_PER_CONVERSATION;
        while (parser.nextToken() == JsonToken.START_OBJECT) {
            String role = "";
            String text = "";
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                switch (name) {
                    case "role" -> role = parser.getValueAsString("");
                    case "content" -> text = content(parser);
                    default -> parser.skipChildren();
                }
            }
            tokens += TOKENS_PER_MESSAGE + Tokens.count(text);
            lastUserText = role.equals("user") ? text : lastUserText;
        }
        return new EchoPrompt(lastUserText, tokens);
    }

    /** A string, or the text parts of a list of parts. */
    private static String content(JsonParser parser) throws IOException {
        if (!parser.isExpectedStartArrayToken()) {
            String text = parser.getValueAsString("");
            parser.skipChildren();
            return text;
        }
        var all = new StringBuilder();
        while (parser.nextToken() == JsonToken.START_OBJECT) {
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean text = parser.currentName().equals("text");
                parser.nextToken();
                if (text) {
                    all.append(parser.getValueAsString(""));
                }
                parser.skipChildren();
            }
        }
        return all.toString();
    }
}
