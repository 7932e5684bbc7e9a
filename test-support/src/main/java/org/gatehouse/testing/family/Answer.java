package org.gatehouse.testing.family;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * What a model says, before a family puts it into its own form.
 *
 * @param thought what it thought first, empty for nothing
 * @param text what it says, empty for nothing
 * @param cities what it calls its tool for
 */
public record Answer(String thought, String text, List<String> cities) {

    public static final int PROMPT_TOKENS = 11;
    public static final int COMPLETION_TOKENS = 7;

    /** The tool that a model calls; the request has to bring it. */
    public static final String TOOL = "look";

    public Answer {
        cities = List.copyOf(cities);
    }

    /** The arguments of a call, as a model writes them. */
    static String arguments(String city) {
        return "{\"city\": \"" + city + "\"}";
    }

    /** In pieces of a few characters each, as tokens are. */
    static List<String> pieces(String text) {
        var pieces = new ArrayList<String>();
        for (int at = 0; at < text.length(); at += 6) {
            pieces.add(text.substring(at, Math.min(text.length(), at + 6)));
        }
        return pieces;
    }

    boolean calls() {
        return !cities.isEmpty();
    }

    /** Whether the request wants to be told in a stream what it cost. */
    static boolean wantsUsage(JsonNode request) {
        return request.path("stream_options").path("include_usage").asBoolean();
    }
}
