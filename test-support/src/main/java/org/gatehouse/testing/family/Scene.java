package org.gatehouse.testing.family;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What happens, chosen by the text of the last user message: {@code scene:two-calls}, or {@code scene:call turns=3} for a loop of
 * three calls before the answer. A scene that calls ends with {@link #TEXT} once its calls have been answered.
 */
public enum Scene {
    TEXT(new Answer("", "It is cold in Oslo.", List.of())),
    CALL(new Answer("", "", List.of("Oslo"))),
    TWO_CALLS(new Answer("", "", List.of("Oslo", "Rome"))),
    THOUGHT(new Answer("I have to look.", "It is cold in Oslo.", List.of())),
    THOUGHT_AND_CALL(new Answer("I have to look.", "", List.of("Oslo"))),
    THOUGHT_AND_TWO_CALLS(new Answer("I have to look.", "", List.of("Oslo", "Rome"))),
    TOO_LONG(new Answer("", "", List.of())),
    BUSY(new Answer("", "", List.of())),
    BREAKS_OFF(new Answer("", "", List.of())),
    UNKNOWN_MODEL(new Answer("", "", List.of()));

    private static final Pattern MARK = Pattern.compile("scene:([a-z-]{1,30})(?: turns=(\\d{1,3}))?");

    @SuppressWarnings("ImmutableEnumChecker") // a record of texts and of a copied list
    private final Answer answer;

    Scene(Answer answer) {
        this.answer = answer;
    }

    /** The text that a user says to have it. */
    public String mark() {
        return "scene:" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The same for a loop of that many calls. */
    public String mark(int turns) {
        return mark() + " turns=" + turns;
    }

    public Answer answer() {
        return answer;
    }

    /** The scene that a request asks for now; {@link #TEXT} where it asks for none. */
    static Scene of(JsonNode request) {
        JsonNode messages = request.path("messages");
        int called = 0;
        for (int i = messages.size() - 1; i >= 0; i--) {
            JsonNode message = messages.path(i);
            called += message.path("tool_calls").isEmpty() ? 0 : 1;
            Matcher mark = MARK.matcher(message.path("content").toString());
            if (message.path("role").asText().equals("user") && mark.find()) {
                int turns = mark.group(2) == null ? 1 : Integer.parseInt(mark.group(2));
                Scene scene = valueOf(mark.group(1).toUpperCase(Locale.ROOT).replace('-', '_'));
                return scene.answer.calls() && called >= turns ? TEXT : scene;
            }
        }
        return TEXT;
    }
}
