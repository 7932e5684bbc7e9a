package org.gatehouse.catalog.source;

/** What asking a source came to. */
sealed interface Reading {

    /** A list in good shape, and by what to know it again. */
    record Listed(ModelList list, Validators validators) implements Reading {}

    record Unchanged() implements Reading {}

    /** Nothing that could be used; the reason is for operators only. */
    record Failed(String internalReason) implements Reading {}
}
