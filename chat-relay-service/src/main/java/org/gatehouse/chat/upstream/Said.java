package org.gatehouse.chat.upstream;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an answer says of itself, or the part of it that was read so far.
 *
 * @param id the upstream's name for the answer, or null
 * @param model the model that the upstream says has answered, or null
 * @param finishReasons why each choice ended, in the upstream's own words
 */
public record Said(@Nullable String id, @Nullable String model, List<String> finishReasons) {

    public static final Said NOTHING = new Said(null, null, List.of());

    private static final int LONGEST = 256;
    private static final int MOST_REASONS = 128;

    public Said {
        id = cut(id);
        model = cut(model);
        finishReasons = List.copyOf(finishReasons);
    }

    /** Other people's words are kept only as long as names are. */
    private static @Nullable String cut(@Nullable String text) {
        return text == null || text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }

    /** What there is now, and what came first of it. */
    public Said and(Said more) {
        if (more.equals(NOTHING)) {
            return this;
        }
        var reasons = new ArrayList<>(finishReasons);
        more.finishReasons.stream()
                .limit(Math.max(0, MOST_REASONS - reasons.size()))
                .forEach(reasons::add);
        return new Said(id == null ? more.id : id, model == null ? more.model : model, reasons);
    }
}
