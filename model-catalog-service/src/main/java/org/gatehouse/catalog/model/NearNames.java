package org.gatehouse.catalog.model;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Finds what somebody probably meant by a name that does not exist: shared pairs of letters, so that a slip costs little. */
public final class NearNames {

    private static final double ENOUGH = 0.5;
    private static final int MOST = 3;

    private NearNames() {}

    public static List<ModelId> of(String wanted, Collection<Model> among) {
        var pairs = pairs(wanted);
        return among.stream()
                .map(model -> new Candidate(model.id(), likeness(pairs, model)))
                .filter(candidate -> candidate.likeness >= ENOUGH)
                .sorted(Comparator.comparingDouble(Candidate::likeness)
                        .reversed()
                        .thenComparing(Candidate::id))
                .limit(MOST)
                .map(Candidate::id)
                .toList();
    }

    private static double likeness(Set<String> wanted, Model model) {
        var byId = dice(wanted, pairs(model.id().value()));
        var slash = model.id().value().lastIndexOf('/');
        var byLastPart = dice(wanted, pairs(model.id().value().substring(slash + 1)));
        return Math.max(byId, byLastPart);
    }

    private static double dice(Set<String> one, Set<String> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return 0;
        }
        var shared = one.stream().filter(other::contains).count();
        return 2.0 * shared / (one.size() + other.size());
    }

    private static Set<String> pairs(String text) {
        var letters = text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
        var pairs = new HashSet<String>();
        for (var i = 0; i + 2 <= letters.length(); i++) {
            pairs.add(letters.substring(i, i + 2));
        }
        return pairs;
    }

    private record Candidate(ModelId id, double likeness) {}
}
