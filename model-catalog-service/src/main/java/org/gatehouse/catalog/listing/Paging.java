package org.gatehouse.catalog.listing;

import java.util.List;
import java.util.Optional;
import org.gatehouse.catalog.model.Model;
import org.gatehouse.kit.problem.PublicError;
import org.jspecify.annotations.Nullable;

/**
 * The part of the list that a client of Anthropic's asks for: at most {@code limit} models, after one of them or before one.
 * Source: https://docs.anthropic.com/en/api/models-list.
 */
record Paging(int limit, @Nullable String afterId, @Nullable String beforeId) {

    private static final int DEFAULT = 20;
    private static final int MOST = 1000;
    private static final int MOST_DIGITS = 4;

    /** What was asked for, or what is wrong with it. */
    sealed interface Asked {

        record Part(Paging paging) implements Asked {}

        record Wrong(PublicError error) implements Asked {}
    }

    /** The models of one part, and whether there are more in the direction asked for. */
    record Part(List<Model> models, boolean hasMore) {}

    static Asked of(@Nullable String limit, @Nullable String after, @Nullable String before) {
        var count = limit == null ? DEFAULT : count(limit);
        if (count < 1 || count > MOST) {
            return new Asked.Wrong(PublicError.invalid("limit", "must be a whole number from 1 to " + MOST));
        }
        return after != null && before != null
                ? new Asked.Wrong(PublicError.invalid("before_id", "cannot stand beside after_id"))
                : new Asked.Part(new Paging(count, after, before));
    }

    private static int count(String text) {
        var digits = !text.isEmpty()
                && text.length() <= MOST_DIGITS
                && text.chars().allMatch(letter -> letter >= '0' && letter <= '9');
        return digits ? Integer.parseInt(text) : 0;
    }

    /** Empty when the model to go on from is none of these. */
    Optional<Part> of(List<Model> all) {
        if (beforeId != null) {
            return indexOf(all, beforeId).map(end -> part(all, Math.max(0, end - limit), end, end > limit));
        }
        var start = afterId == null ? Optional.of(0) : indexOf(all, afterId).map(index -> index + 1);
        return start.map(first -> {
            var end = Math.min(all.size(), first + limit);
            return part(all, first, end, end < all.size());
        });
    }

    private static Part part(List<Model> all, int start, int end, boolean hasMore) {
        return new Part(List.copyOf(all.subList(start, end)), hasMore);
    }

    private static Optional<Integer> indexOf(List<Model> all, String id) {
        for (var index = 0; index < all.size(); index++) {
            if (all.get(index).id().value().equals(id)) {
                return Optional.of(index);
            }
        }
        return Optional.empty();
    }
}
