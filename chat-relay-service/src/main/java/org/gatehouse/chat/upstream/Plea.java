package org.gatehouse.chat.upstream;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an upstream asks for when it refuses a request that it would take in another form. */
public enum Plea {
    NONE,
    /** The request at {@code /v1/responses} (OpenAI's newer models). */
    RESPONSES,
    /** {@code reasoning_content} in each turn of the assistant (DeepSeek, Kimi and others of their school). */
    REASONING_CONTENT,
    /** The signature that came with a call of a tool (Gemini 3). */
    THOUGHT_SIGNATURE,
    /** Signatures of its own only (Gemini, of one that another model or account handed out). */
    OWN_SIGNATURE,
    /** Thoughts as Anthropic signed them itself, or none. */
    OWN_THINKING,
    /** All thoughts, or none, in Anthropic's dialect (DeepSeek). */
    NO_THINKING,
    /** Reasoning that OpenAI can open, or none. */
    OWN_REASONING;

    private static final Set<Integer> STATUSES = Set.of(400, 404, 422);

    /** Tells it from the status, the words and the code of a refusal. */
    public static Plea of(int status, @Nullable String message, @Nullable String code) {
        if (!STATUSES.contains(status)) {
            return NONE;
        }
        String words = message == null ? "" : message.toLowerCase(Locale.ROOT);
        if ("invalid_encrypted_content".equals(code)
                || words.contains("encrypted content")
                || words.contains("encrypted_content")
                || (words.contains("item") && words.contains("not persisted"))
                || words.contains("required 'reasoning' item")) {
            return OWN_REASONING;
        }
        if (words.contains("reasoning_content")) {
            return REASONING_CONTENT;
        }
        if (words.contains("corrupted thought")) {
            return OWN_SIGNATURE;
        }
        if (words.contains("thought_signature") || words.contains("thought signature")) {
            return THOUGHT_SIGNATURE;
        }
        if (words.contains("content[].thinking")) {
            return NO_THINKING;
        }
        if (words.contains("`thinking`") || words.contains("`redacted_thinking`") || words.contains("`signature`")) {
            return OWN_THINKING;
        }
        return words.contains("v1/responses") ? RESPONSES : NONE;
    }
}
