package org.gatehouse.chat.translate.messages;

/** Why an answer ended, in Anthropic's words. */
final class StopReason {

    private StopReason() {}

    static String of(String finishReason) {
        return switch (finishReason) {
            case "length" -> "max_tokens";
            case "tool_calls", "function_call" -> "tool_use";
            case "content_filter" -> "refusal";
            default -> "end_turn";
        };
    }
}
