package org.gatehouse.chat.upstream.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Thoughts as Google's OpenAI-compatible endpoint gives them, as content that is marked in {@code extra_content} and stands between
 * tags; here they become {@code reasoning_content}. Tags without the mark are text like any other.
 */
final class MarkedThoughts {

    private static final String BEGIN = "<thought>";
    private static final String END = "</thought>";
    private static final String THOUGHT = "reasoning_content";

    private enum Place {
        ANSWER,
        BEGINNING,
        THOUGHT
    }

    private Place place = Place.ANSWER;
    private String held = "";

    /** Mends a whole message in place. */
    static void mendWhole(ObjectNode message) {
        new MarkedThoughts().mend(message, true);
    }

    /** Whether the next delta begins with what ends the thoughts. */
    boolean open() {
        return place != Place.ANSWER;
    }

    /**
     * Mends a delta in place.
     *
     * @param last whether no more of the choice follows, so that nothing may be held back
     */
    void mend(ObjectNode delta, boolean last) {
        boolean marked =
                delta.path("extra_content").path("google").path("thought").asBoolean();
        JsonNode content = delta.path("content");
        if ((!marked && !open()) || content.isContainerNode()) {
            return;
        }
        String text = held + content.asText("");
        held = "";
        if (marked) {
            thinks(delta, text, last);
        } else if (!text.isEmpty() || last) {
            answers(delta, text, last);
        }
    }

    private void thinks(ObjectNode delta, String given, boolean last) {
        String text = given;
        place = place == Place.ANSWER ? Place.BEGINNING : place;
        if (place == Place.BEGINNING) {
            if (!last && BEGIN.startsWith(text)) {
                held = text;
                say(delta, "", "");
                return;
            }
            text = text.startsWith(BEGIN) ? text.substring(BEGIN.length()) : text;
        }
        place = Place.THOUGHT;
        int end = text.indexOf(END);
        if (end < 0) {
            say(delta, text, "");
        } else {
            place = Place.ANSWER;
            say(delta, text.substring(0, end), text.substring(end + END.length()));
        }
    }

    private void answers(ObjectNode delta, String text, boolean last) {
        if (!last && END.startsWith(text) && !text.equals(END)) {
            held = text;
            say(delta, "", "");
            return;
        }
        place = Place.ANSWER;
        say(delta, "", text.startsWith(END) ? text.substring(END.length()) : text);
    }

    private static void say(ObjectNode delta, String thought, String text) {
        delta.put("content", text.isEmpty() ? null : text);
        if (!thought.isEmpty() && delta.path(THOUGHT).asText("").isEmpty()) {
            delta.put(THOUGHT, thought);
        }
    }
}
