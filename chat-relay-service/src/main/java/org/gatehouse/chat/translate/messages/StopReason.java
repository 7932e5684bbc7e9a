package org.gatehouse.chat.translate.messages;

import org.gatehouse.chat.upstream.Ending;

/** Why an answer ended, in Anthropic's words. */
final class StopReason {

    private StopReason() {}

    /**
     * Says it.
     *
     * @param called whether the answer calls a tool: clients go on with it for no other reason than {@code tool_use}
     * @param refused whether it holds a refusal
     */
    static String of(String finishReason, boolean called, boolean refused) {
        return switch (Ending.of(finishReason)) {
            case LENGTH -> "max_tokens";
            case CONTENT_FILTER -> "refusal";
            default -> called ? "tool_use" : refused ? "refusal" : "end_turn";
        };
    }
}
