package org.gatehouse.testing.family;

import java.util.function.Supplier;

/** The families of model servers that there are doubles for; how each of them speaks stands with its {@link Manner}. */
public enum Family {
    VLLM("/v1", Vllm::new),
    LLAMA_CPP("/v1", LlamaCpp::new),
    DEEPSEEK("", DeepSeek::new),
    GEMINI("/v1beta/openai", Gemini::new),
    MISTRAL("/v1", Mistral::new),
    OPEN_ROUTER("/api/v1", OpenRouter::new),
    AZURE("/openai/v1", Azure::new);

    private final String basePath;

    @SuppressWarnings("ImmutableEnumChecker") // a constructor keeps nothing
    private final Supplier<Manner> manner;

    Family(String basePath, Supplier<Manner> manner) {
        this.basePath = basePath;
        this.manner = manner;
    }

    /** What its documentation has between the host and {@code /chat/completions}. */
    String basePath() {
        return basePath;
    }

    /** Of one server: what it signs, no other one takes. */
    Manner manner() {
        return manner.get();
    }
}
