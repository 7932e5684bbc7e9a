package org.gatehouse.vault.audit;

/** What a piece of work came to: something was done and must be on record, or nothing was done. */
public sealed interface Audited<T> {

    record Done<T>(T result, Use use) implements Audited<T> {}

    /** Whatever the work wrote is rolled back. */
    record Nothing<T>(T result) implements Audited<T> {}
}
