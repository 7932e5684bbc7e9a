package org.gatehouse.chat.upstream;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Why an answer ended, read out of the many words that model servers have for it. A word that is not known to be a good end is
 * none: nobody may take an answer for complete because of it.
 */
public enum Ending {
    STOP("stop", "end_turn"),
    LENGTH("length", "max_tokens"),
    TOOL_CALLS("tool_calls", "tool_use"),
    FUNCTION_CALL("function_call", "tool_use"),
    CONTENT_FILTER("content_filter", "refusal"),
    /** It broke off, and the upstream says so. */
    ABNORMAL("", ""),
    /** No reason was given. */
    NONE("", "");

    private static final int LONGEST_WORD = 64;
    private static final Map<String, Ending> BY_WORD = words();
    /** Anthropic's own, as they are in its API reference. */
    private static final Set<String> ANTHROPICS = Set.of(
            "end_turn",
            "max_tokens",
            "stop_sequence",
            "tool_use",
            "pause_turn",
            "refusal",
            "model_context_window_exceeded");

    private final String openAi;
    private final String anthropic;

    Ending(String openAi, String anthropic) {
        this.openAi = openAi;
        this.anthropic = anthropic;
    }

    private static Map<String, Ending> words() {
        return Stream.of(
                        of(
                                STOP,
                                "stop end_turn stop_sequence pause_turn eos eos_token eos_found end end_of_turn"
                                        + " end_of_text end_of_sequence stop_token stop_word stop_string stop_str eot"
                                        + " eog complete completed done finish finished success normal matched_stop"),
                        of(
                                LENGTH,
                                "length max_tokens max_length max_output_tokens max_new_tokens max_completion_tokens"
                                        + " model_length model_context_window_exceeded context_length context_window"
                                        + " context_length_exceeded context_window_exceeded token_limit"
                                        + " max_tokens_reached output_limit length_limit limit truncated"),
                        of(TOOL_CALLS, "tool_calls tool_use tool_call tool function_calls tools"),
                        of(FUNCTION_CALL, "function_call"),
                        of(
                                CONTENT_FILTER,
                                "content_filter refusal content_filtered filtered guardrail_intervened guardrail"
                                        + " guardrails safety sensitive recitation blocklist prohibited_content spii"
                                        + " image_safety image_prohibited_content image_recitation error_toxic"
                                        + " content_policy content_policy_violation policy_violation moderation"
                                        + " moderated blocked refused censored risk_control"),
                        of(
                                ABNORMAL,
                                "error errors network_error internal_error server_error engine_error model_error"
                                        + " upstream_error provider_error error_limit failed failure abort aborted"
                                        + " cancel cancelled canceled interrupted timeout timed_out connection_error"
                                        + " insufficient_system_resource malformed_function_call"
                                        + " unexpected_tool_call too_many_tool_calls missing_thought_signature"
                                        + " repetition_truncation incomplete disconnected overloaded preempted"
                                        + " unavailable exception"))
                .flatMap(map -> map.entrySet().stream())
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Map<String, Ending> of(Ending ending, String words) {
        return Stream.of(words.split(" ")).collect(Collectors.toMap(word -> word, word -> ending));
    }

    /** Reads a word in any letters, also one that came with the name of its type before it, as Gemini's {@code content_filter: SPII}. */
    public static Ending of(String word) {
        Ending known = BY_WORD.get(word);
        if (known != null || word.length() > LONGEST_WORD) {
            return known == null ? NONE : known;
        }
        int colon = word.indexOf(':');
        Ending kind = colon < 0 ? NONE : bare(word.substring(0, colon));
        Ending why = bare(word.substring(colon + 1));
        return (kind.good() && why != ABNORMAL) || kind == ABNORMAL ? kind : why;
    }

    private static Ending bare(String word) {
        String bare = word.strip().substring(word.strip().lastIndexOf('.') + 1);
        return BY_WORD.getOrDefault(
                bare.toLowerCase(Locale.ROOT).replace('-', '_').replace(' ', '_'), NONE);
    }

    /** Whether it is an end at all, and a good one. */
    public boolean good() {
        return this != ABNORMAL && this != NONE;
    }

    /** The word of OpenAI's dialect; empty where there is none. */
    public String inOpenAi() {
        return openAi;
    }

    /** The word of Anthropic's dialect; empty where there is none. */
    public String inAnthropic() {
        return anthropic;
    }

    /** Whether the word is one of the five of OpenAI's dialect. */
    public static boolean isOpenAis(String word) {
        Ending ending = BY_WORD.get(word);
        return ending != null && ending.openAi.equals(word);
    }

    /** Whether the word is one of Anthropic's dialect. */
    public static boolean isAnthropics(String word) {
        return ANTHROPICS.contains(word);
    }
}
