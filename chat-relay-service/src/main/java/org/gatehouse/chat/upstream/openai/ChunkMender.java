package org.gatehouse.chat.upstream.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.gatehouse.chat.json.Counts;
import org.gatehouse.chat.json.JsonTree;
import org.gatehouse.chat.json.NotJsonException;
import org.gatehouse.chat.request.ModelRequest;
import org.gatehouse.chat.upstream.Ending;
import org.gatehouse.chat.upstream.Usage;
import org.jspecify.annotations.Nullable;

/** Makes chunks of the dialect out of those that would break clients. Remembers what a stream has told so far. */
final class ChunkMender {

    private static final int MOST_CHOICES = 128;

    private final AnswerHead head;
    private final boolean chat;
    private final byte[] request;
    private final CallIds ids;
    private final TreeMap<Integer, StreamedChoice> choices = new TreeMap<>();
    private @Nullable Boolean legacyCalls;

    ChunkMender(AnswerHead head, boolean chat, ModelRequest request) {
        this.head = head;
        this.chat = chat;
        this.request = request.body();
        this.ids = new CallIds(request.body());
    }

    /**
     * Mends one chunk.
     *
     * @param texts which choices said something of the answer before, one bit each
     * @param thoughts which said something else before
     * @return the chunks to send for it; the same one when nothing was wrong with it, none when it says nothing yet
     */
    List<JsonNode> mended(JsonNode chunk, long texts, long thoughts) throws IOException {
        ObjectNode filled = head.fill(chunk.deepCopy());
        filled.remove("error");
        var sent = new ArrayList<JsonNode>();
        usage(filled);
        if (!(filled.path("choices") instanceof ArrayNode list)) {
            filled.putArray("choices");
        } else if (!list.isEmpty() && choices(list, texts, thoughts, sent) == 0 && !filled.has("usage")) {
            return sent;
        }
        sent.add(filled.equals(chunk) ? chunk : filled);
        return sent;
    }

    /** How many of them have something left to say. */
    private int choices(ArrayNode list, long texts, long thoughts, List<JsonNode> sent) throws IOException {
        int left = 0;
        for (int i = 0; i < list.size(); i++) {
            if (!(list.get(i) instanceof ObjectNode choice)) {
                throw new NotJsonException("a choice is no object");
            }
            int index = index(choice.path("index"), i);
            if (chat) {
                long bit = 1L << index;
                boolean says = choice(index)
                        .mend(
                                choice,
                                (texts & bit) != 0,
                                (thoughts & bit) != 0,
                                delta -> sent.add(chunk(index, delta, null)));
                left += says ? 1 : 0;
            } else {
                text(choice.put("index", index));
                left++;
            }
        }
        return left;
    }

    private static void text(ObjectNode choice) {
        if (!choice.path("text").isTextual()) {
            choice.put("text", choice.path("text").asText(""));
        }
        JsonNode given = choice.path("finish_reason");
        Ending ending = given.isTextual() ? Ending.of(given.asText()) : Ending.NONE;
        if (!ending.good()) {
            choice.putNull("finish_reason");
        } else if (!given.asText().equals(ending.inOpenAi())) {
            choice.put("finish_reason", ending.inOpenAi()).put("native_finish_reason", given.asText());
        }
    }

    private static int index(JsonNode given, int otherwise) throws IOException {
        int index = given.asInt(otherwise);
        if (index < 0 || index >= MOST_CHOICES) {
            throw new NotJsonException("a choice that was not asked for");
        }
        return index;
    }

    /** Whether a tool was called, so that an end has calls to end. */
    boolean called() {
        return !choices.isEmpty();
    }

    /** Whether a choice has told thoughts whose end has not come. */
    boolean thinks() {
        return called() && choices.values().stream().anyMatch(StreamedChoice::thinks);
    }

    private StreamedChoice choice(int index) {
        return choices.computeIfAbsent(index, at -> new StreamedChoice(at, legacyCalls(), new ToolCalls(ids)));
    }

    private boolean legacyCalls() {
        if (legacyCalls == null) {
            legacyCalls = asksForLegacyCalls(request);
        }
        return legacyCalls;
    }

    static boolean asksForLegacyCalls(byte[] request) {
        try {
            JsonNode asked = JsonTree.object(request);
            return asked.hasNonNull("functions") && !asked.hasNonNull("tools");
        } catch (IOException e) {
            return false;
        }
    }

    /** Clients demand all three numbers. */
    static void usage(ObjectNode document) {
        if (document.path("usage") instanceof ObjectNode usage) {
            long prompt = number(usage, "prompt_tokens", "input_tokens");
            long completion = number(usage, "completion_tokens", "output_tokens");
            if (!usage.path("total_tokens").isIntegralNumber()) {
                usage.put("total_tokens", prompt + completion);
            }
        }
    }

    /** A chunk that holds nothing but usage. */
    JsonNode usage(Usage spent) {
        ObjectNode chunk = JsonTree.object();
        chunk.putArray("choices");
        chunk.putObject("usage")
                .put("prompt_tokens", spent.promptTokens())
                .put("completion_tokens", spent.completionTokens())
                .put("total_tokens", spent.promptTokens() + spent.completionTokens());
        return head.fill(chunk);
    }

    private static long number(ObjectNode usage, String member, String otherwise) {
        if (!usage.path(member).isIntegralNumber()) {
            usage.put(member, Counts.of(usage.path(usage.has(member) ? member : otherwise)));
        }
        return usage.path(member).longValue();
    }

    /** The chunks that end a stream whose upstream gives no reasons: what is left of the calls, and a reason. */
    List<JsonNode> closing(long unfinished) throws IOException {
        var sent = new ArrayList<JsonNode>();
        for (int index = 0; index < Long.SIZE; index++) {
            if ((unfinished & 1L << index) != 0) {
                StreamedChoice choice = choices.get(index);
                ArrayNode rest = choice == null ? JsonTree.array() : choice.close();
                if (!rest.isEmpty()) {
                    sent.add(chunk(index, JsonTree.object().set("tool_calls", rest), null));
                }
                boolean called = choice != null && choice.called();
                sent.add(chunk(index, JsonTree.object(), called ? Ending.TOOL_CALLS : Ending.STOP));
            }
        }
        return sent;
    }

    private JsonNode chunk(int index, JsonNode delta, @Nullable Ending ending) {
        ObjectNode chunk = JsonTree.object();
        ObjectNode choice = chunk.putArray("choices").addObject().put("index", index);
        if (chat) {
            choice.set("delta", delta);
        } else {
            choice.put("text", "");
        }
        choice.put("finish_reason", ending == null ? null : ending.inOpenAi());
        return head.fill(chunk);
    }
}
