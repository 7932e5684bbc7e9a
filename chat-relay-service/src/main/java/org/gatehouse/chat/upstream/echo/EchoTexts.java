package org.gatehouse.chat.upstream.echo;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.gatehouse.chat.json.Json;
import org.gatehouse.chat.sse.SseFrames;
import org.gatehouse.chat.upstream.Said;
import org.gatehouse.chat.upstream.Usage;

/** The objects of the OpenAI dialect that the echo model speaks in; id and time are the same in all of one answer. */
final class EchoTexts {

    private final String id = "chatcmpl-" + UUID.randomUUID().toString().replace("-", "");
    private final String model;
    private final String start;
    private final String chunkStart;

    EchoTexts(String model, long createdEpochSeconds) {
        this.model = model;
        this.start = "{\"id\":\"" + id + "\",\"created\":" + createdEpochSeconds + ",\"model\":" + quoted(model)
                + ",\"object\":\"chat.completion";
        this.chunkStart = start + ".chunk\",\"choices\":[";
    }

    Said said(String finishReason) {
        return new Said(id, model, List.of(finishReason));
    }

    ByteBuf role() {
        return chunk("{\"role\":\"assistant\",\"content\":\"\"}", "null");
    }

    ByteBuf piece(String text) {
        return chunk("{\"content\":" + quoted(text) + "}", "null");
    }

    ByteBuf finish(String reason) {
        return chunk("{}", "\"" + reason + "\"");
    }

    ByteBuf usage(Usage usage) {
        return frame(chunkStart + "],\"usage\":" + object(usage) + "}");
    }

    byte[] whole(String text, String finishReason, Usage usage) {
        return utf8(start + "\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":"
                + quoted(text) + ",\"refusal\":null},\"logprobs\":null,\"finish_reason\":\"" + finishReason
                + "\"}],\"usage\":" + object(usage) + "}");
    }

    private ByteBuf chunk(String delta, String finishReason) {
        return frame(chunkStart + "{\"index\":0,\"delta\":" + delta + ",\"logprobs\":null,\"finish_reason\":"
                + finishReason + "}]}");
    }

    private static ByteBuf frame(String payload) {
        return SseFrames.data(utf8(payload));
    }

    private static String object(Usage usage) {
        return "{\"prompt_tokens\":" + usage.promptTokens() + ",\"completion_tokens\":" + usage.completionTokens()
                + ",\"total_tokens\":" + (usage.promptTokens() + usage.completionTokens()) + "}";
    }

    private static String quoted(String text) {
        return new String(Json.quoted(text), StandardCharsets.UTF_8);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
