package org.gatehouse.chat.upstream.morpheus;

/** In what state a session is given back. */
enum Fate {
    /** It has answered to the end. */
    WELL,
    /** The answer was not waited for: the node may be at it still. */
    UNFINISHED,
    /** Its provider failed. */
    FAILED,
    /** The node does not know it any more. */
    GONE
}
