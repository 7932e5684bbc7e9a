package org.gatehouse.chat.completion;

import java.util.ArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gatehouse.chat.request.Endpoint;
import org.gatehouse.kit.problem.ErrorKind;
import org.gatehouse.kit.problem.PublicError;
import org.jspecify.annotations.Nullable;

/**
 * The error for a prompt that does not fit, in the very words that clients look for to shorten it: those of OpenAI's API, or
 * those of Anthropic's.
 */
final class ContextWords {

    private static final String CODE = "context_length_exceeded";
    private static final String ANTHROPICS = "prompt is too long";
    private static final String OPENAIS = "maximum context length";
    /** A number of three digits or more that is not a part of a name. */
    private static final Pattern NUMBER = Pattern.compile("(?<![\\w.-])\\d[\\d,]{2,15}(?![\\w-])");

    private static final Pattern SUM = Pattern.compile("(\\d{1,12}) \\+ (\\d{1,12}) > (\\d{1,12})");

    private ContextWords() {}

    /** The same error in the dialect's words; any other error as it is. */
    static PublicError in(Endpoint.Dialect dialect, PublicError error) {
        if (!CODE.equals(error.kind().openAiCode())) {
            return error;
        }
        String words = error.detail();
        boolean anthropic = dialect == Endpoint.Dialect.ANTHROPIC;
        if (words.contains(anthropic ? ANTHROPICS : OPENAIS)) {
            return error;
        }
        Numbers numbers = numbers(words);
        return with(error, anthropic ? anthropics(numbers, words) : openAis(numbers, words));
    }

    private record Numbers(long prompt, long limit) {}

    private static @Nullable Numbers numbers(String words) {
        Matcher sum = SUM.matcher(words);
        if (sum.find()) {
            return new Numbers(
                    Long.parseLong(sum.group(1)) + Long.parseLong(sum.group(2)), Long.parseLong(sum.group(3)));
        }
        var found = new ArrayList<Long>();
        NUMBER.matcher(words)
                .results()
                .map(match -> match.group().replace(",", ""))
                .forEach(text -> {
                    long number = Long.parseLong(text);
                    if (found.size() < 2 && !found.contains(number)) {
                        found.add(number);
                    }
                });
        return found.size() < 2
                ? null
                : new Numbers(Math.max(found.get(0), found.get(1)), Math.min(found.get(0), found.get(1)));
    }

    private static String anthropics(@Nullable Numbers numbers, String words) {
        return numbers == null
                ? ANTHROPICS + ": " + words
                : ANTHROPICS + ": " + numbers.prompt() + " tokens > " + numbers.limit() + " maximum";
    }

    private static String openAis(@Nullable Numbers numbers, String words) {
        return numbers == null
                ? "The prompt is beyond this model's maximum context length. " + words
                : "This model's maximum context length is " + numbers.limit()
                        + " tokens. However, your messages resulted in " + numbers.prompt() + " tokens.";
    }

    private static PublicError with(PublicError error, String words) {
        var kind = new ErrorKind("context-length", 400, "Too long", "invalid_request_error", CODE);
        var told = PublicError.of(kind, words);
        return error.param() == null ? told : told.withParam(error.param());
    }
}
