package org.gatehouse.chat.upstream.openai;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.SequencedSet;
import org.gatehouse.chat.json.JsonExtent;
import org.gatehouse.chat.json.JsonTree;
import org.gatehouse.chat.json.NotJsonException;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of one streamed tool call. Most servers send the pieces of one JSON object; some send all of it again each time,
 * or {@code {}} first and the object then, or a text that holds the object. What could be read in two ways is held back until
 * one reading is left.
 */
final class ArgumentText {

    private static final String NOTHING = "{}";
    private static final int LONGEST_NOTHING = 64;

    private final StringBuilder said = new StringBuilder();
    private final JsonExtent extent = new JsonExtent();
    private @Nullable String restated;
    private boolean started;
    private boolean doubtful;
    private int told;

    /** Whether what was said so far is a whole object. */
    boolean complete() {
        return extent.complete();
    }

    boolean started() {
        return started;
    }

    /** Whether an object without members is all that was said. */
    boolean nothing() {
        return said.length() < LONGEST_NOTHING && said.toString().strip().equals(NOTHING);
    }

    /** Takes a piece and gives what may go out now. */
    String take(String piece) {
        if (piece.isEmpty()) {
            return "";
        }
        if (!started) {
            started = !piece.isBlank();
            doubtful = started
                    && (!piece.stripLeading().startsWith("{") || piece.strip().equals(NOTHING));
        } else if (restatedBy(piece)) {
            restated = piece;
            doubtful = true;
        } else {
            restated = null;
            doubtful |= extent.complete() && !piece.isBlank();
        }
        said.append(piece);
        extent.add(piece);
        if (doubtful) {
            return "";
        }
        told = said.length();
        return piece;
    }

    /** Only a piece that is as long as all before it can say it again, so that this costs no more than the pieces are long. */
    boolean restatedBy(String piece) {
        if (restated != null) {
            return piece.startsWith(restated);
        }
        return piece.length() >= said.length() && piece.startsWith(said.toString());
    }

    /**
     * Gives the rest.
     *
     * @param cut whether the answer ended at a limit, so that they may break off
     * @throws IOException when they can be read in two ways
     */
    String rest(boolean cut) throws IOException {
        if (!started) {
            return cut ? "" : NOTHING;
        }
        return doubtful ? reading(said.toString()).substring(told) : "";
    }

    private String reading(String text) throws IOException {
        var readings = new LinkedHashSet<String>();
        add(readings, text);
        add(readings, restated);
        add(readings, text.strip().startsWith(NOTHING) ? text.strip().substring(NOTHING.length()) : null);
        readings.removeIf(reading -> reading.length() < told || !reading.startsWith(text.substring(0, told)));
        if (readings.size() > 1) {
            throw new NotJsonException("the arguments of a tool call can be read in two ways");
        }
        return readings.isEmpty() ? text : readings.getFirst();
    }

    private static void add(SequencedSet<String> readings, @Nullable String text) {
        String object = text == null ? null : objectIn(text);
        if (object != null) {
            readings.add(object);
        }
    }

    /** The object that the text is, or holds as a text; an empty one for nothing; null when it is none of these. */
    private static @Nullable String objectIn(String text) {
        try {
            JsonNode value = JsonTree.value(text);
            if (value.isTextual()) {
                return objectIn(value.asText()) == null ? null : value.asText();
            }
            return value.isObject() ? text : value.isNull() ? NOTHING : null;
        } catch (IOException e) {
            return null;
        }
    }

    /** The arguments of a whole call as the text they should be. */
    static String whole(JsonNode arguments) {
        if (!arguments.isTextual()) {
            return arguments.isMissingNode() || arguments.isNull() ? NOTHING : JsonTree.text(arguments);
        }
        String text = arguments.asText();
        if (text.isBlank()) {
            return NOTHING;
        }
        String object = text.stripLeading().startsWith("{") ? null : objectIn(text);
        return object == null ? text : object;
    }
}
