package org.gatehouse.catalog.source;

import java.util.List;
import org.gatehouse.catalog.model.Model;

/** The usable entries of a list, and what operators should know of the others and of what was left out. */
record ModelList(List<Model> models, List<Remark> remarks) {

    ModelList {
        models = List.copyOf(models);
        remarks = List.copyOf(remarks);
    }

    /** What is wrong with an entry, by the name the upstream gave it (empty when it has none). */
    record Remark(String upstreamModel, String internalReason) {}
}
