package org.gatehouse.chat.upstream.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.gatehouse.chat.json.JsonTree;
import org.gatehouse.chat.upstream.Ending;

/** One choice of a stream, whose odd chunks become those of the dialect. */
final class StreamedChoice {

    private final int index;
    private final boolean legacyCalls;
    private final ToolCalls calls;
    private final MarkedThoughts thoughts = new MarkedThoughts();
    private boolean called;

    /** @param legacyCalls whether the client asked for calls in the old form, which then stay as they are */
    StreamedChoice(int index, boolean legacyCalls, ToolCalls calls) {
        this.index = index;
        this.legacyCalls = legacyCalls;
        this.calls = calls;
    }

    /**
     * Mends the choice in place.
     *
     * @param saidText whether something of the answer was told before
     * @param saidThought whether thoughts were told before
     * @param before takes deltas that must be told before the chunk
     * @return whether anything is left of it
     */
    boolean mend(ObjectNode choice, boolean saidText, boolean saidThought, Consumer<ObjectNode> before)
            throws IOException {
        ObjectNode delta = delta(choice, saidText, saidThought);
        SpokenMessage.mend(delta);
        thoughts.mend(delta, choice.path("finish_reason").isTextual());
        legacy(delta);
        boolean held = calls(delta);
        role(delta);
        choice.put("index", index).set("delta", delta);
        Ending ending = reason(choice);
        if (ending.good()) {
            end(delta, ending == Ending.LENGTH, before);
            return true;
        }
        return !held || !delta.isEmpty();
    }

    /** What came in a whole message counts only where its pieces have not come. */
    private ObjectNode delta(ObjectNode choice, boolean saidText, boolean saidThought) {
        ObjectNode delta = choice.path("delta") instanceof ObjectNode object ? object : JsonTree.object();
        if (choice.remove("message") instanceof ObjectNode message) {
            if (saidText) {
                message.remove("content");
            }
            if (saidThought) {
                message.remove(List.of("reasoning", "reasoning_content", "reasoning_details", "refusal"));
            }
            if (called) {
                message.remove(List.of("tool_calls", "function_call"));
            }
            message.properties().forEach(member -> {
                if (!delta.hasNonNull(member.getKey()) && !member.getValue().isNull()) {
                    delta.set(member.getKey(), member.getValue());
                }
            });
        }
        return delta;
    }

    /** A call in the old form becomes one of today's, unless it was asked for. */
    private void legacy(ObjectNode delta) {
        JsonNode call = delta.path("function_call");
        if (!legacyCalls && call.isObject()) {
            delta.remove("function_call");
            if (!delta.path("tool_calls").isArray() || delta.path("tool_calls").isEmpty()) {
                ObjectNode entry = delta.putArray("tool_calls").addObject().put("index", 0);
                entry.set("function", call);
            }
        }
    }

    /** Whether something was held back. */
    private boolean calls(ObjectNode delta) throws IOException {
        JsonNode entries = delta.path("tool_calls");
        if (!entries.isContainerNode() || entries.isEmpty()) {
            return false;
        }
        called = true;
        ArrayNode now = calls.take(entries);
        if (now.isEmpty()) {
            delta.remove("tool_calls");
            return true;
        }
        delta.set("tool_calls", now);
        return false;
    }

    private static void role(ObjectNode delta) {
        String role = delta.path("role").asText("");
        if (delta.has("role") && !role.isEmpty() && !role.equals("assistant")) {
            delta.put("role", "assistant");
        }
    }

    /** The dialect's own word, and the upstream's beside it. */
    private static Ending reason(ObjectNode choice) {
        JsonNode given = choice.path("finish_reason");
        Ending ending = given.isTextual() ? Ending.of(given.asText()) : Ending.NONE;
        if (!ending.good()) {
            choice.putNull("finish_reason");
        } else if (!given.asText().equals(ending.inOpenAi())) {
            choice.put("finish_reason", ending.inOpenAi()).put("native_finish_reason", given.asText());
        }
        return ending;
    }

    /** What is left of the calls is told before the reason. */
    private void end(ObjectNode delta, boolean cut, Consumer<ObjectNode> before) throws IOException {
        ArrayNode rest = calls.end(cut);
        if (rest.isEmpty()) {
            return;
        }
        if (!delta.isEmpty()) {
            before.accept(delta.deepCopy());
            delta.removeAll();
        }
        before.accept((ObjectNode) JsonTree.object().set("tool_calls", rest));
    }

    /** Ends it without a reason of the upstream's; gives what was left of its calls. */
    ArrayNode close() throws IOException {
        return calls.end(false);
    }

    boolean called() {
        return called;
    }

    boolean thinks() {
        return thoughts.open();
    }
}
