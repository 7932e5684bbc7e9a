package org.gatehouse.chat.translate.overresponses;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a text at the first of the sequences that shall end it, also where it comes in pieces: what may be the beginning of one is
 * held back until that is certain.
 */
final class StopWords {

    private static final int MOST = 16;
    private static final int LONGEST_CHARS = 1_024;

    private final List<String> words;
    private final StringBuilder held = new StringBuilder();
    private boolean met;

    private StopWords(List<String> words) {
        this.words = words;
    }

    static StopWords of(JsonNode stop) {
        var words = new ArrayList<String>();
        if (stop.isTextual()) {
            add(stop, words);
        }
        for (JsonNode one : stop.isArray() ? stop : List.<JsonNode>of()) {
            add(one, words);
        }
        return new StopWords(words);
    }

    private static void add(JsonNode word, List<String> words) {
        String text = word.asText("");
        if (!text.isEmpty() && text.length() <= LONGEST_CHARS && words.size() < MOST) {
            words.add(text);
        }
    }

    /** Whether one was met: nothing is said any more. */
    boolean met() {
        return met;
    }

    /** What can be said of the text now that more has come. */
    String pass(String more) {
        if (met || words.isEmpty()) {
            return met ? "" : more;
        }
        held.append(more);
        int cut = -1;
        for (String word : words) {
            int at = held.indexOf(word);
            cut = at >= 0 && (cut < 0 || at < cut) ? at : cut;
        }
        if (cut >= 0) {
            met = true;
            String said = held.substring(0, cut);
            held.setLength(0);
            return said;
        }
        int safe = held.length() - longestBeginning();
        String said = held.substring(0, safe);
        held.delete(0, safe);
        return said;
    }

    /** How much of the end may be the beginning of a word. */
    private int longestBeginning() {
        int longest = 0;
        for (String word : words) {
            for (int length = Math.min(word.length() - 1, held.length()); length > longest; length--) {
                if (word.startsWith(held.substring(held.length() - length))) {
                    longest = length;
                }
            }
        }
        return longest;
    }

    /** There is no more: what was held back was no stop. */
    String rest() {
        String said = held.toString();
        held.setLength(0);
        return said;
    }
}
