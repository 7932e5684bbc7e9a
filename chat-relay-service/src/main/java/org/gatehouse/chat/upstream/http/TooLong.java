package org.gatehouse.chat.upstream.http;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Knows by an upstream's words that a prompt did not fit the model's context. */
final class TooLong {

    private static final String CODE = "context_length_exceeded";
    private static final int LONGEST = 4_096;
    private static final Pattern OUTPUT_LIMIT = Pattern.compile(
            "(?i)max_(?:completion_|output_|new_)?tokens\\W.{0,60}\\bis too large|per minute|\\bTP[MD]\\b");
    /** The room that was asked for an answer is too large because of the prompt (vLLM). */
    private static final Pattern CONTEXT =
            Pattern.compile("(?i)maximum context length is \\d+ tokens and your request");

    private static final List<Pattern> WORDS = List.of(
            Pattern.compile("(?i)\\b(?:prompt|input|request|message|conversation)s? (?:is|are|was) too long\\b"),
            Pattern.compile("(?i)\\b(?:prompt|input) too long\\b"),
            Pattern.compile("(?i)context (?:length|window|size|limit).{0,80}\\b(?:exceed|overflow|reached|too)"),
            Pattern.compile(
                    "(?i)\\b(?:exceed\\w*|longer than|larger than|greater than|over|beyond|too (?:long|large|many)|overflow\\w*)"
                            + ".{0,80}(?:context|maximum model length|token limit|prompt length|input length)"),
            Pattern.compile("(?i)maximum (?:context|prompt|input) length (?:is|of)\\b"),
            Pattern.compile("(?i)input token count.{0,40}exceeds"),
            Pattern.compile("(?i)too many (?:input )?tokens\\b(?! per)"),
            Pattern.compile("(?i)tokens.{0,40}must (?:be <=|have less than)|must have less than \\d+ tokens"),
            Pattern.compile("(?i)exceed\\w* (?:the )?(?:model(?:'s)? )?(?:max(?:imum)? )?(?:token limit|max length)"),
            Pattern.compile("(?i)range of input length should be"),
            Pattern.compile("(?i)reduce the length of the (?:messages|prompt|input)"),
            Pattern.compile("(?i)context the overflows|context length of only|context limit is \\d"));

    private TooLong() {}

    static boolean said(ErrorObject error) {
        if (CODE.equals(error.code()) || "exceed_context_size_error".equals(error.type())) {
            return true;
        }
        String words = cut(error.message());
        return words != null
                && (!OUTPUT_LIMIT.matcher(words).find()
                        || CONTEXT.matcher(words).find())
                && WORDS.stream().anyMatch(pattern -> pattern.matcher(words).find());
    }

    private static @Nullable String cut(@Nullable String words) {
        return words == null || words.length() <= LONGEST ? words : words.substring(0, LONGEST);
    }

    /** The same error by the name that clients know. */
    static ErrorObject named(ErrorObject error) {
        return new ErrorObject(error.message(), "invalid_request_error", error.param(), CODE);
    }
}
