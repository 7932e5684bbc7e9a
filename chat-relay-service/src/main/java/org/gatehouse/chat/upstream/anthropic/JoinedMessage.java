package org.gatehouse.chat.upstream.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.TreeMap;
import org.gatehouse.chat.json.JsonTree;
import org.gatehouse.chat.upstream.http.Joining;
import org.jspecify.annotations.Nullable;

/** The message of {@code message_start}, with the blocks and the end that the events after it tell. */
final class JoinedMessage extends Joining {

    private final TreeMap<Integer, Piece> blocks = new TreeMap<>();
    private @Nullable ObjectNode message;

    /** A block, and what of it comes in pieces. */
    private static final class Piece {

        private final ObjectNode block;
        private final StringBuilder text = new StringBuilder();
        private final StringBuilder signature = new StringBuilder();
        private final StringBuilder input = new StringBuilder();

        Piece(ObjectNode block) {
            this.block = block;
        }

        void add(JsonNode delta) {
            switch (delta.path("type").asText()) {
                case "text_delta" -> text.append(delta.path("text").asText());
                case "thinking_delta" -> text.append(delta.path("thinking").asText());
                case "signature_delta" ->
                    signature.append(delta.path("signature").asText());
                case "input_json_delta" ->
                    input.append(delta.path("partial_json").asText());
                case "citations_delta" -> {
                    ArrayNode list =
                            block.path("citations") instanceof ArrayNode there ? there : block.putArray("citations");
                    list.add(delta.path("citation"));
                }
                default -> {}
            }
        }

        /** Null when the arguments of a call were cut: half of a call is none. */
        @Nullable
        JsonNode whole() {
            String said = block.path("type").asText().equals("thinking") ? "thinking" : "text";
            if (!text.isEmpty()) {
                block.put(said, block.path(said).asText("") + text);
            }
            if (!signature.isEmpty()) {
                block.put("signature", block.path("signature").asText("") + signature);
            }
            try {
                if (!input.isEmpty()) {
                    block.set("input", JsonTree.object(input.toString()));
                }
                return block;
            } catch (IOException e) {
                return null;
            }
        }
    }

    @Override
    protected void add(JsonNode event) {
        switch (event.path("type").asText()) {
            case "message_start" -> {
                if (event.path("message") instanceof ObjectNode begun) {
                    message = begun.deepCopy();
                }
            }
            case "content_block_start" -> {
                if (event.path("content_block") instanceof ObjectNode block) {
                    blocks.put(event.path("index").asInt(), new Piece(block.deepCopy()));
                }
            }
            case "content_block_delta" -> {
                Piece piece = blocks.get(event.path("index").asInt());
                if (piece != null) {
                    piece.add(event.path("delta"));
                }
            }
            case "message_delta" -> end(event);
            default -> {}
        }
    }

    private void end(JsonNode event) {
        ObjectNode whole = message;
        if (whole != null) {
            event.path("delta").properties().forEach(member -> whole.set(member.getKey(), member.getValue()));
            ObjectNode usage = whole.path("usage") instanceof ObjectNode there ? there : whole.putObject("usage");
            event.path("usage").properties().forEach(member -> usage.set(member.getKey(), member.getValue()));
        }
    }

    @Override
    protected @Nullable JsonNode joined() {
        ObjectNode whole = message;
        if (whole == null) {
            return null;
        }
        ArrayNode content = whole.putArray("content");
        for (Piece piece : blocks.values()) {
            JsonNode block = piece.whole();
            if (block == null) {
                return null;
            }
            content.add(block);
        }
        return whole;
    }
}
