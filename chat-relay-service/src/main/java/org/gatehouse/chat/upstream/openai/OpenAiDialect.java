package org.gatehouse.chat.upstream.openai;

import org.gatehouse.chat.request.ModelRequest;
import org.gatehouse.chat.upstream.http.Bodies;

/** The OpenAI dialect for upstreams that are reached in a way of their own. */
public final class OpenAiDialect {

    private OpenAiDialect() {}

    /** Reads the answer to the request. */
    public static Bodies bodies(ModelRequest request) {
        return new OpenAiBodies(request);
    }
}
