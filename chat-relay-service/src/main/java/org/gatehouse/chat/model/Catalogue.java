package org.gatehouse.chat.model;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The models the relay knows, from the last good copy of the feed; looked up without leaving the process. */
@Singleton
public final class Catalogue {

    private volatile @Nullable Snapshot current;

    /**
     * Resolves the name of a model.
     *
     * @param allowed names of the only models the caller may use; empty means all
     */
    public Resolution resolve(String name, Collection<String> allowed) {
        Snapshot snapshot = current;
        if (snapshot == null) {
            return new Resolution.NeverLoaded();
        }
        return snapshot.find(name, allowed)
                .<Resolution>map(Resolution.Found::new)
                .orElseGet(() -> new Resolution.Unknown(snapshot.near(name, allowed)));
    }

    boolean loaded() {
        return current != null;
    }

    /** Takes a new list in, whole or not at all; gives the number of models. */
    int replace(List<Model> models) {
        var snapshot = new Snapshot(models);
        current = snapshot;
        return snapshot.size();
    }
}
