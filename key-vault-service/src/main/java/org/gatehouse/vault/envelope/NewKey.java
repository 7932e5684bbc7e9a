package org.gatehouse.vault.envelope;

/** What came of the wish for a new wrapping key. */
public sealed interface NewKey {

    /** From now on this one writes. */
    record Made(KeyName name) implements NewKey {}

    /**
     * The provider cannot make one, or not from here.
     *
     * @param what the operator does instead
     */
    record ByOperator(String what) implements NewKey {}
}
