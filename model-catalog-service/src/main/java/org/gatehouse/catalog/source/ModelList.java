package org.gatehouse.catalog.source;

import java.util.List;
import org.gatehouse.catalog.model.Model;

/** The usable entries of a list, and those that were refused. */
record ModelList(List<Model> models, List<Rejected> rejected) {

    ModelList {
        models = List.copyOf(models);
        rejected = List.copyOf(rejected);
    }

    /** An entry that breaks a rule, by the name the upstream gave it (empty when it has none). */
    record Rejected(String upstreamModel, String internalReason) {}
}
