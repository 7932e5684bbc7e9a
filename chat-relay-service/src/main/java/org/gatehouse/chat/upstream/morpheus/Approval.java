package org.gatehouse.chat.upstream.morpheus;

/** What came of setting an allowance. */
public sealed interface Approval {

    /** It is set; the transaction's hash. */
    record Set(String upstream, String spender, String transaction) implements Approval {}

    /** The spender is none of the contracts that the operator allows. */
    record NotASpender() implements Approval {}

    /** The node does not take it; it was not set. */
    record Refused(String internalReason) implements Approval {}

    /** Another transaction of the wallet is in the way; it was not set by this one. */
    record Conflict() implements Approval {}

    /** Nobody knows whether it was set. It may be asked again: an allowance is set, not added to. */
    record Unclear() implements Approval {}

    /** Nothing reached the node. */
    record Unreachable() implements Approval {}
}
