package org.gatehouse.chat.upstream.echo;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.gatehouse.chat.count.TokenCount;
import org.gatehouse.chat.json.Json;
import org.gatehouse.chat.json.JsonText;

/**
 * What the echo model reads of a conversation.
 *
 * @param lastUserText the text of the last message whose role is user, or its beginning; empty when there is none
 * @param cut whether there is more of that text
 * @param tokens how many tokens all messages together are
 */
record EchoPrompt(String lastUserText, boolean cut, long tokens) {

    private static final int TOKENS_PER_MESSAGE = 4;
    private static final int TOKENS_PER_CONVERSATION = 3;

    /**
     * Reads a body that has already been found to be an object with an array of messages.
     *
     * @param mostChars how much of a text is kept
     */
    static EchoPrompt read(byte[] body, int mostChars) throws IOException {
        try (JsonParser parser = Json.parser(body)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                if (name.equals("messages")) {
                    return new Reader(parser, body, mostChars).messages();
                }
                parser.skipChildren();
            }
            return new EchoPrompt("", false, 0);
        }
    }

    private static final class Reader {

        private final JsonParser parser;
        private final byte[] body;
        private final int mostChars;
        private final TokenCount count = new TokenCount();
        private boolean cut;

        private Reader(JsonParser parser, byte[] body, int mostChars) {
            this.parser = parser;
            this.body = body;
            this.mostChars = mostChars;
        }

        private EchoPrompt messages() throws IOException {
            String lastUserText = "";
            boolean lastCut = false;
            int messages = 0;
            while (parser.nextToken() == JsonToken.START_OBJECT) {
                String role = "";
                var text = new StringBuilder();
                cut = false;
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    String name = parser.currentName();
                    parser.nextToken();
                    switch (name) {
                        case "role" -> role = parser.getValueAsString("");
                        case "content" -> content(text);
                        default -> {}
                    }
                    parser.skipChildren();
                }
                messages++;
                lastCut = role.equals("user") ? cut : lastCut;
                lastUserText = role.equals("user") ? text.toString() : lastUserText;
            }
            long tokens = TOKENS_PER_CONVERSATION + (long) messages * TOKENS_PER_MESSAGE + count.tokens();
            return new EchoPrompt(lastUserText, lastCut, tokens);
        }

        /** A string, or the text parts of a list of parts. */
        private void content(StringBuilder all) throws IOException {
            if (parser.currentToken() == JsonToken.VALUE_STRING) {
                text(all);
            } else if (parser.isExpectedStartArrayToken()) {
                while (parser.nextToken() == JsonToken.START_OBJECT) {
                    while (parser.nextToken() == JsonToken.FIELD_NAME) {
                        boolean text = parser.currentName().equals("text");
                        if (parser.nextToken() == JsonToken.VALUE_STRING && text) {
                            text(all);
                        }
                        parser.skipChildren();
                    }
                }
            }
            count.endText();
        }

        private void text(StringBuilder all) {
            var text = JsonText.of(parser, body);
            for (int c = text.next(); c >= 0; c = text.next()) {
                count.add((char) c);
                boolean whole = Character.isLowSurrogate((char) c) && !cut && all.length() > 0;
                if (all.length() < mostChars || whole) {
                    all.append((char) c);
                } else {
                    cut = true;
                }
            }
        }
    }
}
