package org.gatehouse.auth.signing;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** All signing keys in the order of their turns; which of them signs, is shown or is due follows from the time alone, so replicas agree. */
record KeyRing(List<SigningKey> keys) {

    KeyRing {
        keys = keys.stream().sorted(Comparator.comparing(SigningKey::signsFrom)).toList();
    }

    /** The key whose turn it is. */
    Optional<SigningKey> current(Instant now) {
        return keys.reversed().stream()
                .filter(key -> !key.signsFrom().isAfter(now))
                .findFirst();
    }

    /** The current key, the coming one, and past ones until the last token they signed has expired. */
    List<SigningKey> shown(Instant now, Duration tokenLife) {
        var shown = new ArrayList<SigningKey>();
        for (int i = 0; i < keys.size(); i++) {
            var last = i + 1 == keys.size();
            if (last || keys.get(i + 1).signsFrom().plus(tokenLife).isAfter(now)) {
                shown.add(keys.get(i));
            }
        }
        return List.copyOf(shown);
    }

    /** When a further key is to sign, if it has to be made now. */
    Optional<Instant> due(Instant now, SigningConfig config) {
        if (keys.isEmpty()) {
            return Optional.of(now);
        }
        var newest = keys.getLast().signsFrom();
        if (newest.isAfter(now)) {
            return Optional.empty();
        }
        var next = newest.plus(config.rotationPeriod());
        var earliest = now.plus(config.publishedAhead());
        if (next.isAfter(earliest)) {
            return Optional.empty();
        }
        return Optional.of(earliest);
    }
}
