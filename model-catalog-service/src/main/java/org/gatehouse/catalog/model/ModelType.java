package org.gatehouse.catalog.model;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a model does, as far as a caller must know to pick an endpoint. */
public enum ModelType {
    CHAT,
    EMBEDDING,
    SPEECH,
    TRANSCRIPTION,
    /** Something this suite has no endpoint for, such as images or moderation. */
    OTHER;

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The type a source states in its own word, if the word is known. */
    public static Optional<ModelType> stated(String word) {
        return Optional.ofNullable(
                switch (word.toLowerCase(Locale.ROOT)) {
                    case "chat", "llm", "language", "text", "code" -> CHAT;
                    case "embedding", "embeddings" -> EMBEDDING;
                    case "speech", "tts", "text-to-speech", "audio" -> SPEECH;
                    case "transcription", "transcribe", "stt", "asr", "speech-to-text" -> TRANSCRIPTION;
                    case "other", "image", "video", "moderation", "rerank" -> OTHER;
                    default -> null;
                });
    }

    /** The type a bare id suggests: most upstreams list ids and nothing else. */
    public static ModelType suggestedBy(String id) {
        var lower = id.toLowerCase(Locale.ROOT);
        if (containsAny(lower, List.of("embed", "bge-", "e5-", "gte-"))) {
            return EMBEDDING;
        }
        if (containsAny(lower, List.of("whisper", "transcribe"))) {
            return TRANSCRIPTION;
        }
        if (containsAny(lower, List.of("tts", "text-to-speech"))) {
            return SPEECH;
        }
        return containsAny(lower, List.of("dall-e", "gpt-image", "moderation", "sora", "rerank")) ? OTHER : CHAT;
    }

    private static boolean containsAny(String text, List<String> parts) {
        return parts.stream().anyMatch(text::contains);
    }
}
