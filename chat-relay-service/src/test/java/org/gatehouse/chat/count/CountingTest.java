package org.gatehouse.chat.count;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

final class CountingTest {

    @Test
    void hasFewWaitAndRefusesTheNext() throws InterruptedException {
        var counting = new Counting(2);
        var begun = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        var done = new CountDownLatch(3);
        Queue<String> threads = new ConcurrentLinkedQueue<>();
        Runnable task = () -> {
            begun.countDown();
            try {
                go.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            threads.add(Thread.currentThread().getName());
            done.countDown();
        };

        counting.execute(task);
        begun.await();
        counting.execute(task);
        counting.execute(task);
        assertThatThrownBy(() -> counting.execute(task)).isInstanceOf(RejectedExecutionException.class);
        go.countDown();
        done.await();

        assertThat(threads).hasSize(3).containsOnly("counting");
        counting.stop();
    }
}
