package org.gatehouse.chat.upstream;

/**
 * Tokens spent on one answer.
 *
 * @param source who says so
 */
public record Usage(long promptTokens, long completionTokens, Source source) {

    public static final Usage NONE = new Usage(0, 0, Source.NONE);

    /** Where the numbers come from. */
    public enum Source {
        /** The upstream reported them. */
        REPORTED,
        /**
         * The upstream reported none or not all: the pieces of the answer were counted, and the prompt's tokens with the o200k vocabulary if
         * they were not told either.
         */
        ESTIMATED,
        /** Nothing was spent, or nothing is known. */
        NONE
    }
}
