package org.gatehouse.deploy.up;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class RevivalTest {
    private static final Duration SHORT = Duration.ofSeconds(5);
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream screen = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    @Test
    void waitsTwiceAsLongEachTimeAndNeverLongerThanHalfAMinute() {
        var pause = Duration.ZERO;
        var seconds = new long[8];
        for (int i = 0; i < seconds.length; i++) {
            pause = Revival.pause(pause, SHORT);
            seconds[i] = pause.toSeconds();
        }

        assertThat(seconds).containsExactly(1, 2, 4, 8, 16, 30, 30, 30);
        assertThat(Revival.pause(pause, Duration.ofMinutes(2))).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void startsAgainWhatHasEndedAndSaysWhyItCouldNot() throws InterruptedException {
        var part = new Failing();
        var revival = new Revival(screen, true);

        revival.lookAfter(part);
        part.ends.put("has ended with code 137 (signal 9), its log is x.log");
        assertThat(part.started.await(1, TimeUnit.MINUTES)).isTrue();
        part.ends.put("has ended with code 1, its log is x.log");
        revival.end();

        assertThat(bytes.toString(StandardCharsets.UTF_8))
                .contains("part has ended with code 137 (signal 9), its log is x.log; starting it again in 1 s")
                .contains("x has no room");
    }

    @Test
    void tellsASignalAndAMemoryThatDidNotSuffice() {
        assertThat(RunningProcess.code(137)).isEqualTo("with code 137 (signal 9)");
        assertThat(RunningProcess.code(3)).isEqualTo("with code 3 (out of memory)");
        assertThat(RunningProcess.code(1)).isEqualTo("with code 1");
    }

    /** Ends when it is told so, and cannot be started. */
    private static final class Failing implements Part {
        private final SynchronousQueue<String> ends = new SynchronousQueue<>();
        private final CountDownLatch started = new CountDownLatch(1);

        @Override
        public String name() {
            return "part";
        }

        @Override
        public String awaitEnd() throws InterruptedException {
            return ends.take();
        }

        @Override
        public void startAgain() throws CannotStart {
            started.countDown();
            throw new CannotStart(new Failure.BadSetting("x", "has no room"));
        }
    }
}
