package org.gatehouse.chat.translate.chat;

/** Why an answer ended, in OpenAI's words. */
final class FinishReason {

    private FinishReason() {}

    static String of(String stopReason) {
        return switch (stopReason) {
            case "max_tokens", "model_context_window_exceeded" -> "length";
            case "tool_use" -> "tool_calls";
            case "refusal" -> "content_filter";
            default -> "stop";
        };
    }
}
