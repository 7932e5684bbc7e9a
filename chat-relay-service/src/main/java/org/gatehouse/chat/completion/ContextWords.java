package org.gatehouse.chat.completion;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
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

    private static final int MOST_NUMBERS = 8;
    private static final Pattern LIMIT = Pattern.compile("(?i)maximum context length (?:is|of) (\\d{3,12})\\b");
    private static final Pattern SUM = Pattern.compile("(\\d{1,12}) \\+ (\\d{1,12}) > (\\d{1,12})");

    private ContextWords() {}

    /** The same error in the dialect's words; any other error as it is. */
    static PublicError in(Endpoint.Dialect dialect, PublicError error) {
        if (!CODE.equals(error.kind().openAiCode())) {
            return error;
        }
        String words = error.detail();
        boolean anthropic = dialect == Endpoint.Dialect.ANTHROPIC;
        if (anthropic ? words.startsWith(ANTHROPICS) : words.contains(OPENAIS)) {
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
        var found = new LinkedHashSet<Long>();
        NUMBER.matcher(words)
                .results()
                .limit(MOST_NUMBERS)
                .forEach(match -> found.add(Long.parseLong(match.group().replace(",", ""))));
        Matcher named = LIMIT.matcher(words);
        return named.find() ? beyond(Long.parseLong(named.group(1)), found) : ofTwo(List.copyOf(found));
    }

    /** Where the words say which the limit is: the prompt's length with the room for an answer may stand in two numbers. */
    private static @Nullable Numbers beyond(long limit, Set<Long> found) {
        long[] others = found.stream()
                .mapToLong(Long::longValue)
                .filter(number -> number != limit)
                .toArray();
        long most = Arrays.stream(others).max().orElse(0);
        long prompt = most > limit || others.length < 2 ? most : others[0] + others[1];
        return prompt > limit ? new Numbers(prompt, limit) : null;
    }

    private static @Nullable Numbers ofTwo(List<Long> found) {
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
