package org.gatehouse.kit.problem;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which of the error shapes of the public contract a path speaks; our own shape unless the path is OpenAI's or Anthropic's. */
public enum ErrorSurface {
    PROBLEM,
    OPENAI,
    ANTHROPIC;

    /** The header in which clients of Anthropic look for the request id. */
    public static final String ANTHROPIC_REQUEST_ID = "request-id";

    /** The header by which a client of Anthropic's API says which version of it it speaks. */
    public static final String ANTHROPIC_VERSION = "anthropic-version";

    private static final List<String> MODELS = List.of("/v1/models", "/api/v1/models");
    private static final List<String> OURS_UNDER_V1 = List.of("history", "tools", "usage", "key");
    private static final List<String> OPENAI_UNDER_API_V1 = List.of(
            "chat/completions",
            "models",
            "embeddings",
            "completions",
            "responses",
            "moderations",
            "rerank",
            "images",
            "audio");
    private static final List<String> ANTHROPIC_UNDER_V1 = List.of("messages");

    /** Tells the surface from a raw request path (no query). */
    public static ErrorSurface of(String path) {
        return ofExact(MeantAddress.of(path).orElse(path));
    }

    /**
     * The same for a request, of which the list of models is asked for by clients of OpenAI and of Anthropic alike.
     *
     * @param anthropicVersion the header {@value #ANTHROPIC_VERSION}, which every client of Anthropic's API sends
     */
    public static ErrorSurface of(String path, @Nullable String anthropicVersion) {
        var surface = of(path);
        return surface == OPENAI && anthropicVersion != null && isModels(path) ? ANTHROPIC : surface;
    }

    private static boolean isModels(String path) {
        return startsWithOneOf(MODELS, path);
    }

    private static ErrorSurface ofExact(String path) {
        if (path.startsWith("/api/v1/")) {
            var rest = path.substring("/api/v1/".length());
            return startsWithOneOf(ANTHROPIC_UNDER_V1, rest)
                    ? ANTHROPIC
                    : startsWithOneOf(OPENAI_UNDER_API_V1, rest) ? OPENAI : PROBLEM;
        }
        if (!path.startsWith("/v1/")) {
            return PROBLEM;
        }
        var rest = path.substring("/v1/".length());
        if (startsWithOneOf(ANTHROPIC_UNDER_V1, rest)) {
            return ANTHROPIC;
        }
        var ours = rest.equals("chat") || rest.equals("chat/") || startsWithOneOf(OURS_UNDER_V1, rest);
        return ours ? PROBLEM : OPENAI;
    }

    private static boolean startsWithOneOf(List<String> prefixes, String path) {
        return prefixes.stream().anyMatch(prefix -> path.equals(prefix) || path.startsWith(prefix + "/"));
    }
}
