package org.gatehouse.catalog.source;

/** A place that lists the models of one upstream, and may list others the next time it is asked. */
interface ModelSource {

    String upstream();

    /** Where the list comes from, fit to be shown to an operator: no credential in it. */
    String location();

    /** Asks once; blocks, never longer than the time limit for fetching. */
    Reading read(Validators known);
}
