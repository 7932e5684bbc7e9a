package org.gatehouse.chat.request;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;

/** Where in a request a value stands, as its dialect writes it: {@code messages[0].content} or {@code messages.0.content}. */
final class Place {

    private Place() {}

    /** Of the value that the parser is at, at its start. */
    static String of(JsonParser parser, Endpoint.Dialect dialect) {
        JsonStreamContext context = parser.getParsingContext();
        return of(parser.currentToken().isStructStart() ? context.getParent() : context, dialect);
    }

    private static String of(JsonStreamContext context, Endpoint.Dialect dialect) {
        if (context.inRoot()) {
            return "";
        }
        String before = of(context.getParent(), dialect);
        if (context.inObject()) {
            return before.isEmpty() ? context.getCurrentName() : before + "." + context.getCurrentName();
        }
        int index = context.getCurrentIndex();
        return dialect == Endpoint.Dialect.ANTHROPIC ? before + "." + index : before + "[" + index + "]";
    }
}
