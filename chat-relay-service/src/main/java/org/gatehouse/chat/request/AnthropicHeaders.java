package org.gatehouse.chat.request;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a client of Anthropic's dialect says in headers about the dialect it speaks.
 *
 * @param version of {@code anthropic-version}, or null
 * @param betas the flags of {@code anthropic-beta}, in their order
 */
public record AnthropicHeaders(@Nullable String version, List<String> betas) {

    public static final String VERSION = "anthropic-version";
    public static final String BETA = "anthropic-beta";

    static final AnthropicHeaders NONE = new AnthropicHeaders(null, List.of());

    private static final int MOST_FLAGS = 64;
    private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    private static final Pattern FLAG = Pattern.compile("[A-Za-z0-9._:-]{1,128}");

    public AnthropicHeaders {
        betas = List.copyOf(betas);
    }

    /** Reads them; what is neither a date nor a flag is not sent on, since nobody would know it. */
    public static AnthropicHeaders of(@Nullable String version, List<String> betas) {
        List<String> flags = betas.stream()
                .flatMap(line -> Stream.of(line.split(",", -1)))
                .map(String::strip)
                .filter(flag -> FLAG.matcher(flag).matches())
                .distinct()
                .limit(MOST_FLAGS)
                .toList();
        boolean dated = version != null && DATE.matcher(version.strip()).matches();
        return new AnthropicHeaders(dated && version != null ? version.strip() : null, flags);
    }
}
