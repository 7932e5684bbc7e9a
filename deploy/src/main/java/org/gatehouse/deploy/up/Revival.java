package org.gatehouse.deploy.up;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Starts again what has ended by itself, and says so each time: more and more rarely while it keeps ending. */
final class Revival {
    static final String SETTING = "GATEHOUSE_RESTART";

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    /** What has run for so long has recovered. */
    private static final Duration STEADY = Duration.ofMinutes(1);

    private final PrintStream screen;
    private final boolean restarts;
    private final CountDownLatch over = new CountDownLatch(1);

    Revival(PrintStream screen, boolean restarts) {
        this.screen = screen;
        this.restarts = restarts;
    }

    /** Looks after what runs, until all is stopped. */
    void lookAfter(Part part) {
        Thread.ofVirtual().name("revival of " + part.name()).start(() -> attend(part));
    }

    /** From now on nothing is started. */
    void end() {
        over.countDown();
    }

    static Duration pause(Duration before, Duration lived) {
        if (before.isZero() || lived.compareTo(STEADY) > 0) {
            return FIRST_PAUSE;
        }
        var twice = before.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
    }

    private void attend(Part part) {
        var pause = Duration.ZERO;
        try {
            while (true) {
                long begun = System.nanoTime();
                if (!pause.isZero()) {
                    start(part);
                }
                var end = part.awaitEnd();
                pause = pause(pause, Duration.ofNanos(System.nanoTime() - begun));
                say(part.name() + " " + end + "; " + next(pause));
                if (!restarts || over.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String next(Duration pause) {
        return restarts
                ? "starting it again in " + pause.toSeconds() + " s"
                : "it is not started again (" + SETTING + "=false)";
    }

    private void start(Part part) throws InterruptedException {
        try {
            part.startAgain();
        } catch (CannotStart e) {
            say(e.failure().message());
        } catch (IOException e) {
            say(part.name() + " could not be started: " + e.getMessage());
        }
    }

    private void say(String text) {
        if (over.getCount() > 0) {
            screen.println(text);
        }
    }
}
