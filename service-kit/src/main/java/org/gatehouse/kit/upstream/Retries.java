package org.gatehouse.kit.upstream;

/**
 * How often, and after what, a call may be made once more: always within the group's budget, and only while nothing of it
 * can have been acted on, or its method says that this would do no harm.
 *
 * @param most connections made beyond the first, for whatever reason
 * @param afterRefusal when no connection could be made: another replica is asked
 * @param afterSilence when a connection closed without a byte of answer to a bodiless GET, HEAD or OPTIONS, or was reset
 *     under any other request before it can have been read: once, on another replica if there is one
 */
public record Retries(int most, boolean afterRefusal, boolean afterSilence) {

    /** What a call may have that was told nothing else. */
    public static final Retries DEFAULT = new Retries(3, true, true);

    /** A call is made once, and that is all. */
    public static final Retries NONE = new Retries(0, false, false);

    public Retries {
        if (most < 0) {
            throw new IllegalArgumentException("a number of retries must not be negative: " + most);
        }
    }
}
