package org.gatehouse.testing.morpheus;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What the provider's model says: words that name the session, so that a crossed answer shows. */
final class Chunks {

    private static final int PROMPT_TOKENS = 7;
    private static final int PROVIDERS_OWN_COUNT = 90;

    private final Session session;
    private final List<String> history;

    /** @param history what the node put before the prompt, because the request named a chat it keeps */
    Chunks(Session session, List<String> history) {
        this.session = session;
        this.history = history;
    }

    ObjectNode word(int number) {
        ObjectNode chunk = document("chat.completion.chunk");
        ObjectNode choice = chunk.putArray("choices").addObject().put("index", 0);
        ObjectNode delta = choice.putObject("delta");
        if (number == 0) {
            delta.put("role", "assistant");
        }
        delta.put("content", text(number));
        choice.putNull("finish_reason");
        return chunk;
    }

    private String text(int number) {
        String before = number == 0 && !history.isEmpty() ? history + " " : "";
        return before + "word" + number + " ";
    }

    ObjectNode finish(int words) {
        return usage(end(), words);
    }

    /** The last chunk of a provider that does not count. */
    ObjectNode end() {
        ObjectNode chunk = document("chat.completion.chunk");
        ObjectNode choice = chunk.putArray("choices").addObject().put("index", 0);
        choice.putObject("delta");
        choice.put("finish_reason", "stop");
        return chunk;
    }

    /** OpenAI's own usage chunk, which few providers send; its count is none of the node's. */
    ObjectNode usage() {
        ObjectNode chunk = document("chat.completion.chunk");
        chunk.putArray("choices");
        count(chunk, "usage", PROVIDERS_OWN_COUNT);
        return chunk;
    }

    ObjectNode whole(int words) {
        var said = new StringBuilder();
        for (int i = 0; i < words; i++) {
            said.append(text(i));
        }
        ObjectNode whole = document("chat.completion");
        ObjectNode choice = whole.putArray("choices").addObject().put("index", 0);
        choice.putObject("message").put("role", "assistant").put("content", said.toString());
        choice.put("finish_reason", "stop");
        usage(whole, words);
        count(whole, "usage", words);
        return whole;
    }

    ObjectNode embedding() {
        ObjectNode whole = Wire.JSON.createObjectNode().put("object", "list").put("model", "provider-model");
        ObjectNode one =
                whole.putArray("data").addObject().put("object", "embedding").put("index", 0);
        one.putArray("embedding").add(0.25).add(-0.5);
        count(whole, "usage", 0);
        return usage(whole, 0);
    }

    /** The node adds its own two counts and leaves the provider's as it came. */
    private static ObjectNode usage(ObjectNode document, int words) {
        count(document, "usage_from_provider", words);
        count(document, "usage_from_consumer", words + 1);
        return document;
    }

    private static void count(ObjectNode document, String name, int words) {
        document.putObject(name)
                .put("prompt_tokens", PROMPT_TOKENS)
                .put("completion_tokens", words)
                .put("total_tokens", PROMPT_TOKENS + words);
    }

    private ObjectNode document(String object) {
        return Wire.JSON
                .createObjectNode()
                .put("id", "chatcmpl-" + session.id().substring(2, 18))
                .put("object", object)
                .put("created", session.openedAt())
                .put("model", "provider-model")
                .put("system_fingerprint", session.id());
    }
}
