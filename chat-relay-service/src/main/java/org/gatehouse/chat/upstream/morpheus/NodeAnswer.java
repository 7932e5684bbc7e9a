package org.gatehouse.chat.upstream.morpheus;

/** What came of one call to the node's own endpoints. */
sealed interface NodeAnswer {

    /** 200, with a body. */
    @SuppressWarnings("ArrayRecordComponent")
    record Ok(byte[] body) implements NodeAnswer {}

    /**
     * The node says no.
     *
     * @param error its words, for comparing only: they are shown to nobody
     */
    record Refused(int status, String error) implements NodeAnswer {}

    /** Nothing reached the node. */
    record Unreachable(String reason) implements NodeAnswer {}

    /** The node may have acted on it: no answer came, or none that makes sense. */
    record Unclear(String reason) implements NodeAnswer {}
}
