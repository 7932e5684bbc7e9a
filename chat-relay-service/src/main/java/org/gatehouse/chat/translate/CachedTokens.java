package org.gatehouse.chat.translate;

import com.fasterxml.jackson.databind.JsonNode;
import org.gatehouse.chat.json.Counts;

/** How much of a prompt an upstream had at hand, from a usage object of the chat dialect. */
public final class CachedTokens {

    private CachedTokens() {}

    /** In OpenAI's member, else in DeepSeek's. */
    public static long in(JsonNode usage) {
        long told = Counts.of(usage.path("prompt_tokens_details").path("cached_tokens"));
        return told > 0 ? told : Counts.of(usage.path("prompt_cache_hit_tokens"));
    }
}
