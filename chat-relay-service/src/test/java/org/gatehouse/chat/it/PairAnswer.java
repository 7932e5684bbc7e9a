package org.gatehouse.chat.it;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.gatehouse.chat.it.WireUpstream.Said;

/**
 * One answer of a model, and how each kind of upstream says it.
 *
 * @param parts what it says, in order
 * @param end why it ended
 */
record PairAnswer(List<Part> parts, End end) {

    static final int IN = 11;
    static final int OUT = 7;

    /** What an answer is made of. */
    sealed interface Part {
        /** Visible text. */
        record Words(String text) implements Part {}

        /** What it thought before. */
        record Thought(String text) implements Part {}

        /** Why it does not answer. */
        record Refusal(String text) implements Part {}

        /** A call of a tool; the arguments are JSON. */
        record Call(String id, String arguments) implements Part {}
    }

    /** Why an answer ended, in the words of each dialect; null where a dialect has none. */
    enum End {
        STOP("stop", "end_turn", "completed"),
        CALLS("tool_calls", "tool_use", "completed"),
        LENGTH("length", "max_tokens", "incomplete"),
        FILTER("content_filter", "refusal", "incomplete");

        private final String chat;
        private final String messages;
        private final String responses;

        End(String chat, String messages, String responses) {
            this.chat = chat;
            this.messages = messages;
            this.responses = responses;
        }

        String in(Surface surface) {
            return switch (surface) {
                case CHAT -> chat;
                case MESSAGES -> messages;
                case RESPONSES -> responses;
            };
        }
    }

    static PairAnswer of(End end, Part... parts) {
        return new PairAnswer(List.of(parts), end);
    }

    /** All that a client reads as text. */
    String text() {
        return joined(part -> switch (part) {
            case Part.Words(String words) -> words;
            case Part.Refusal(String words) -> words;
            case Part.Thought _, Part.Call _ -> "";
        });
    }

    /** The text that is no refusal. */
    String words() {
        return joined(part -> part instanceof Part.Words(String words) ? words : "");
    }

    String thought() {
        return joined(part -> part instanceof Part.Thought(String words) ? words : "");
    }

    private String joined(Function<Part, String> words) {
        return parts.stream().map(words).collect(Collectors.joining());
    }

    List<String> calls() {
        return parts.stream()
                .filter(Part.Call.class::isInstance)
                .map(part -> "look" + ((Part.Call) part).arguments())
                .toList();
    }

    Said said(String upstream, boolean stream) {
        return switch (upstream) {
            case "openai" -> stream ? ChatWire.streamed(this) : ChatWire.whole(this);
            case "anthropic" -> stream ? MessagesWire.streamed(this) : MessagesWire.whole(this);
            case "responses" -> stream ? ResponsesWire.streamed(this) : ResponsesWire.whole(this);
            default -> throw new IllegalArgumentException(upstream);
        };
    }
}
