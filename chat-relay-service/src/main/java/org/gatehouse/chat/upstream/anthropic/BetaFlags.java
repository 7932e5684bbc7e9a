package org.gatehouse.chat.upstream.anthropic;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which flags of {@code anthropic-beta} a client may set at an upstream: all, the known ones, those of a list, or none. */
public final class BetaFlags {

    /** Those of the setting's word {@code known}: what Anthropic's SDKs and Claude Code send. */
    private static final Set<String> KNOWN = Set.of(
            "adaptive-thinking-2026-01-28",
            "advanced-tool-use-2025-11-20",
            "claude-code-20250219",
            "code-execution-2025-05-22",
            "code-execution-2025-08-25",
            "compact-2026-01-12",
            "computer-use-2024-10-22",
            "computer-use-2025-01-24",
            "computer-use-2025-11-24",
            "context-1m-2025-08-07",
            "context-management-2025-06-27",
            "effort-2025-11-24",
            "extended-cache-ttl-2025-04-11",
            "fast-mode-2026-02-01",
            "files-api-2025-04-14",
            "fine-grained-tool-streaming-2025-05-14",
            "interleaved-thinking-2025-05-14",
            "mcp-client-2025-04-04",
            "mcp-client-2025-11-20",
            "model-context-window-exceeded-2025-08-26",
            "output-128k-2025-02-19",
            "pdfs-2024-09-25",
            "prompt-caching-2024-07-31",
            "prompt-caching-scope-2026-01-05",
            "redact-thinking-2026-02-12",
            "skills-2025-10-02",
            "structured-outputs-2025-11-13",
            "token-counting-2024-11-01",
            "token-efficient-tools-2025-02-19",
            "tool-search-tool-2025-10-19",
            "web-fetch-2025-09-10");

    private final boolean all;
    private final Set<String> allowed;

    /** The words of the setting: {@code *}, {@code known}, {@code none}, or flags. */
    public BetaFlags(List<String> words) {
        all = words.contains("*");
        allowed = new HashSet<>(words);
        if (allowed.remove("known")) {
            allowed.addAll(KNOWN);
        }
    }

    boolean allow(String flag) {
        return all || allowed.contains(flag);
    }
}
