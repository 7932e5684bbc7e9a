package org.gatehouse.testing.family;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicInteger;

/** Reads and writes the JSON of the doubles. */
final class Documents {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final AtomicInteger CALLS = new AtomicInteger();

    private Documents() {}

    static JsonNode read(byte[] document) {
        try {
            return JSON.readTree(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads a template, in which apostrophes stand for quotation marks. */
    static ObjectNode of(String template) {
        try {
            return (ObjectNode) JSON.readTree(template.replace('\'', '"'));
        } catch (IOException e) {
            throw new UncheckedIOException(template, e);
        }
    }

    /** The arguments of a call as one text, however they are spaced. */
    static String plain(String arguments) {
        try {
            return JSON.readTree(arguments).toString();
        } catch (IOException e) {
            return arguments;
        }
    }

    /** A number that no call had before. */
    static int nextCall() {
        return CALLS.incrementAndGet();
    }

    /** Prompt, completion and total. */
    static ObjectNode usage() {
        return JSON.createObjectNode()
                .put("prompt_tokens", Answer.PROMPT_TOKENS)
                .put("completion_tokens", Answer.COMPLETION_TOKENS)
                .put("total_tokens", Answer.PROMPT_TOKENS + Answer.COMPLETION_TOKENS);
    }

    static ObjectNode object() {
        return JSON.createObjectNode();
    }
}
