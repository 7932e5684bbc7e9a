package org.gatehouse.chat.repair;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.gatehouse.chat.json.JsonTree;
import org.gatehouse.chat.request.Endpoint;
import org.gatehouse.chat.request.ModelRequest;
import org.gatehouse.chat.request.Reading;
import org.gatehouse.chat.request.RequestReader;
import org.gatehouse.chat.upstream.Plea;
import org.jspecify.annotations.Nullable;

/**
 * A request in the form that an upstream takes from whoever has not kept what its model thought. Each provider has one: an empty
 * {@code reasoning_content}, the placeholder of a signature, a request without thoughts.
 */
final class NeutralForm {

    /** Documented by Google for histories of other origin: https://ai.google.dev/gemini-api/docs/thought-signatures. */
    private static final String NO_SIGNATURE = "skip_thought_signature_validator";

    private NeutralForm() {}

    /** The request so changed; null where there is nothing to change, so that asking again would end the same. */
    static @Nullable ModelRequest of(ModelRequest request, Plea plea) {
        try {
            if (!(JsonTree.object(request.body()) instanceof ObjectNode body)
                    || !changes(body, request.endpoint(), plea)) {
                return null;
            }
            return RequestReader.read(request.endpoint(), JsonTree.bytes(body))
                            instanceof Reading.Read(ModelRequest own)
                    ? own.with(request.options().anthropic())
                    : null;
        } catch (IOException e) {
            return null; // not ours to judge
        }
    }

    private static boolean changes(ObjectNode body, Endpoint endpoint, Plea plea) {
        return switch (plea) {
            case REASONING_CONTENT -> endpoint == Endpoint.CHAT && withEmptyReasoning(body.path("messages"));
            case THOUGHT_SIGNATURE -> endpoint == Endpoint.CHAT && withPlaceholders(body.path("messages"), false);
            case OWN_SIGNATURE -> endpoint == Endpoint.CHAT && withPlaceholders(body.path("messages"), true);
            case OWN_THINKING -> endpoint == Endpoint.MESSAGES && withoutThinking(body);
            case NO_THINKING -> endpoint == Endpoint.MESSAGES && withThinkingOff(body);
            case OWN_REASONING -> endpoint == Endpoint.RESPONSES && withoutReasoning(body.path("input"));
            case RESPONSES, NONE -> false;
        };
    }

    private static boolean withEmptyReasoning(JsonNode messages) {
        boolean changed = false;
        for (JsonNode one : messages) {
            if (one instanceof ObjectNode message
                    && message.path("role").asText().equals("assistant")
                    && !message.path("reasoning_content").isTextual()) {
                message.put("reasoning_content", "");
                changed = true;
            }
        }
        return changed;
    }

    /**
     * The first call of each turn has to have one.
     *
     * @param others whether those go that are there, since one of them is not the model's
     */
    private static boolean withPlaceholders(JsonNode messages, boolean others) {
        boolean changed = false;
        for (JsonNode message : messages) {
            if (message.path("tool_calls").path(0) instanceof ObjectNode call) {
                ObjectNode google = member(member(call, "extra_content"), "google");
                String signature = google.path("thought_signature").asText("");
                if (signature.isEmpty() || (others && !signature.equals(NO_SIGNATURE))) {
                    google.put("thought_signature", NO_SIGNATURE);
                    changed = true;
                }
            }
        }
        return changed;
    }

    private static ObjectNode member(ObjectNode object, String name) {
        return object.path(name) instanceof ObjectNode there ? there : object.putObject(name);
    }

    /** DeepSeek thinks unless it is told not to. */
    private static boolean withThinkingOff(ObjectNode body) {
        if (body.path("thinking").path("type").asText().equals("disabled")) {
            return false;
        }
        withoutThinking(body);
        body.putObject("thinking").put("type", "disabled");
        return true;
    }

    private static boolean withoutThinking(ObjectNode body) {
        boolean changed = body.remove("thinking") != null;
        for (JsonNode message : body.path("messages")) {
            if (message.path("content") instanceof ArrayNode content) {
                for (int i = content.size() - 1; i >= 0; i--) {
                    String type = content.path(i).path("type").asText();
                    if (type.equals("thinking") || type.equals("redacted_thinking")) {
                        content.remove(i);
                        changed = true;
                    }
                }
            }
        }
        removeEmptyTurns(body.path("messages"));
        return changed;
    }

    private static void removeEmptyTurns(JsonNode messages) {
        for (int i = messages.size() - 1; i >= 0; i--) {
            if (messages.path(i).path("content") instanceof ArrayNode content
                    && content.isEmpty()
                    && messages instanceof ArrayNode turns) {
                turns.remove(i);
            }
        }
    }

    /** With a thought goes the id of what belongs to it: the two are accepted together only. */
    private static boolean withoutReasoning(JsonNode input) {
        boolean changed = false;
        for (int i = input.size() - 1; i >= 0; i--) {
            if (!(input.path(i) instanceof ObjectNode item) || !(input instanceof ArrayNode items)) {
                continue;
            }
            if (item.path("type").asText().equals("reasoning")) {
                items.remove(i);
                changed = true;
            } else if (!item.path("type").asText().equals("item_reference")) {
                changed |= item.remove("id") != null;
            }
        }
        return changed;
    }
}
