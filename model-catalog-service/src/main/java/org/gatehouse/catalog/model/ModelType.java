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
    IMAGE,
    MODERATION,
    RERANK,
    /** Something this suite has no endpoint for, such as video. */
    OTHER;

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The type a source states in its own word, if the word is known. */
    public static Optional<ModelType> stated(String word) {
        return Optional.ofNullable(
                switch (word.toLowerCase(Locale.ROOT)) {
                    case "chat", "llm", "vlm", "language", "text", "code", "chat-completion", "text-generation" -> CHAT;
                    case "text2text-generation", "image-text-to-text", "any-to-any", "conversational" -> CHAT;
                    case "embedding", "embeddings", "embed", "feature-extraction", "sentence-similarity" -> EMBEDDING;
                    case "speech", "tts", "text-to-speech", "audio" -> SPEECH;
                    case "transcription",
                            "transcribe",
                            "stt",
                            "asr",
                            "speech-to-text",
                            "automatic-speech-recognition" -> TRANSCRIPTION;
                    case "image", "image-generation", "text-to-image" -> IMAGE;
                    case "moderation", "moderations" -> MODERATION;
                    case "rerank", "reranker", "reranking", "text-ranking" -> RERANK;
                    case "other", "video" -> OTHER;
                    default -> null;
                });
    }

    /** The type a bare id suggests: most upstreams list ids and nothing else. A suggestion is shown and refuses nothing. */
    public static ModelType suggestedBy(String id) {
        var lower = id.toLowerCase(Locale.ROOT);
        if (containsAny(lower, List.of("rerank"))) {
            return RERANK;
        }
        if (containsAny(lower, List.of("embed", "bge-", "e5-", "gte-"))) {
            return EMBEDDING;
        }
        if (containsAny(lower, List.of("whisper", "transcribe"))) {
            return TRANSCRIPTION;
        }
        if (containsAny(lower, List.of("tts", "text-to-speech"))) {
            return SPEECH;
        }
        if (containsAny(lower, List.of("dall-e", "gpt-image"))) {
            return IMAGE;
        }
        if (lower.contains("moderation")) {
            return MODERATION;
        }
        return lower.contains("sora") ? OTHER : CHAT;
    }

    private static boolean containsAny(String text, List<String> parts) {
        return parts.stream().anyMatch(text::contains);
    }
}
