package org.gatehouse.gateway.route;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Amounts of bytes as people write them: {@code 0}, {@code 512}, {@code 64KB}, {@code 4MB}; 100 MB at most. */
final class ByteCount {

    private static final Pattern TEXT = Pattern.compile("([0-9]{1,9})(KB|MB)?");
    private static final long MAX = 100L * 1024 * 1024;

    private ByteCount() {}

    static Optional<Long> parse(String text) {
        var matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long bytes = Long.parseLong(matcher.group(1)) * unit(matcher.group(2));
        return Optional.of(bytes).filter(count -> count <= MAX);
    }

    private static long unit(@Nullable String suffix) {
        if (suffix == null) {
            return 1;
        }
        return suffix.equals("KB") ? 1024 : 1024 * 1024;
    }
}
