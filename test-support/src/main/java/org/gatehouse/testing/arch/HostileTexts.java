package org.gatehouse.testing.arch;

import java.lang.management.ManagementFactory;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Long texts made to be slow to search: what a stranger sends to a search that goes back over what it has read. */
public final class HostileTexts {

    /** One of each class of character that a pattern tells apart. */
    private static final String SET = "aAe0x-_.:/=\"\\ \n\u0000{[]@+,";

    private static final int LENGTH = 64 * 1024;
    private static final int ROUNDS = 5;

    private HostileTexts() {}

    /** Each repetition of two characters, 64 KiB long. */
    public static Stream<String> repeated() {
        return pairs().map(HostileTexts::longText);
    }

    static Stream<String> pairs() {
        return SET.chars()
                .boxed()
                .flatMap(first ->
                        SET.chars().mapToObj(second -> Character.toString(first) + Character.toString(second)));
    }

    static String longText(String pair) {
        return pair.repeat(LENGTH / 2);
    }

    /** The processor time of this thread, least of a few rounds: what else the machine does is not in it. */
    public static long leastCpuNanos(Runnable work) {
        var threads = ManagementFactory.getThreadMXBean();
        return IntStream.range(0, ROUNDS)
                .mapToLong(round -> {
                    long before = threads.getCurrentThreadCpuTime();
                    work.run();
                    return threads.getCurrentThreadCpuTime() - before;
                })
                .min()
                .orElseThrow();
    }
}
