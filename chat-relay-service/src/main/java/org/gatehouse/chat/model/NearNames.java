package org.gatehouse.chat.model;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Finds what somebody probably meant by a name that does not exist: shared pairs of letters, so that a slip costs little. */
final class NearNames {

    private static final double ENOUGH = 0.5;
    private static final int MOST = 3;

    private record Near(String id, double likeness) {}

    private NearNames() {}

    static List<String> of(String wanted, Collection<Model> among) {
        Set<String> pairs = pairs(wanted);
        return among.stream()
                .map(model -> new Near(model.id(), likeness(pairs, model.id())))
                .filter(near -> near.likeness() >= ENOUGH)
                .sorted(Comparator.comparingDouble(Near::likeness).reversed().thenComparing(Near::id))
                .limit(MOST)
                .map(Near::id)
                .toList();
    }

    private static double likeness(Set<String> wanted, String id) {
        return Math.max(dice(wanted, pairs(id)), dice(wanted, pairs(id.substring(id.lastIndexOf('/') + 1))));
    }

    private static double dice(Set<String> one, Set<String> other) {
        long shared = one.stream().filter(other::contains).count();
        return one.isEmpty() || other.isEmpty() ? 0 : 2.0 * shared / (one.size() + other.size());
    }

    private static Set<String> pairs(String text) {
        String letters = text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
        var pairs = new HashSet<String>();
        for (int i = 0; i + 2 <= letters.length(); i++) {
            pairs.add(letters.substring(i, i + 2));
        }
        return pairs;
    }
}
