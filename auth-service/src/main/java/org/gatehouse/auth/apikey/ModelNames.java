package org.gatehouse.auth.apikey;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.gatehouse.kit.problem.PublicError;

/** The models of a key go into each of its tokens, and nobody takes a token of more than 8 KiB. */
final class ModelNames {

    private static final int MOST_BYTES = 4096;
    private static final int MOST_BYTES_OF_ONE = 200;
    private static final int QUOTES_AND_COMMA = 3;
    private static final int ESCAPED = 6;

    private ModelNames() {}

    /** What is wrong with these names. */
    static Optional<PublicError> fault(List<String> models) {
        int sum = 0;
        for (int index = 0; index < models.size(); index++) {
            var name = models.get(index);
            if (name.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES_OF_ONE) {
                return Optional.of(PublicError.invalid(
                        "models[" + index + "]", "must be at most " + MOST_BYTES_OF_ONE + " bytes"));
            }
            sum += written(name);
        }
        return sum > MOST_BYTES
                ? Optional.of(PublicError.invalid("models", "must be at most " + MOST_BYTES + " bytes in all"))
                : Optional.empty();
    }

    /** As JSON, where a character that needs an escape takes up to six bytes. */
    private static int written(String name) {
        int escaped = (int) name.chars()
                .filter(c -> c < ' ' || c == '"' || c == '\\' || c == '\u007f' || c == '\u2028' || c == '\u2029')
                .count();
        return name.getBytes(StandardCharsets.UTF_8).length + escaped * ESCAPED + QUOTES_AND_COMMA;
    }
}
