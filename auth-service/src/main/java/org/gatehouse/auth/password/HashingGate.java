package org.gatehouse.auth.password;

import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Lets a few hashes run and a few wait, so a flood of logins costs bounded memory and leaves the processors to others. */
final class HashingGate implements AutoCloseable {

    private final ThreadPoolExecutor workers;

    HashingGate(int permits, int queue) {
        workers = new ThreadPoolExecutor(
                permits,
                permits,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(queue),
                Thread.ofPlatform().name("password-", 1).daemon().factory());
    }

    /** Empty at once when the queue is full. */
    <T> Optional<T> pass(Callable<T> work) {
        try {
            return Optional.of(workers.submit(work).get());
        } catch (RejectedExecutionException full) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while hashing", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    @Override
    public void close() {
        workers.shutdownNow();
    }
}
