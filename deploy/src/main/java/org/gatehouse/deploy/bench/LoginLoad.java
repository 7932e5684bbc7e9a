package org.gatehouse.deploy.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** How many logins a second the suite bears beside chat, and what they do to the chat's latency. */
final class LoginLoad {
    private static final List<Integer> CLIENTS = List.of(1, 2, 4, 8);
    private static final int CHATS_PER_SECOND = 50;

    private final IdentityClient identity;
    private final Driver driver;
    private final Target target;
    private final Duration length;

    LoginLoad(IdentityClient identity, Driver driver, Target target, Duration length) {
        this.identity = identity;
        this.driver = driver;
        this.target = target;
        this.length = length;
    }

    String measure() throws InterruptedException {
        var load = new Load.Rate(CHATS_PER_SECOND, length);
        var idle = driver.run(target, load);
        var text = new StringBuilder(String.format(
                Locale.ROOT,
                "Chat at %d/s without logins: median %.0f µs, p99 %.0f µs, %d failed",
                CHATS_PER_SECOND,
                idle.latency().quantile(0.5),
                idle.latency().quantile(0.99),
                idle.failures()));
        for (int clients : CLIENTS) {
            text.append('\n').append(beside(clients, load, idle));
        }
        return text.toString();
    }

    private String beside(int clients, Load load, Outcome idle) throws InterruptedException {
        var ending = new AtomicBoolean();
        var done = new AtomicInteger();
        var refused = new AtomicInteger();
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < clients; i++) {
            threads.add(Thread.ofVirtual().start(() -> logIn(ending, done, refused)));
        }
        var chat = driver.run(target, load);
        double perSecond = done.get() / (chat.time().toNanos() / 1e9);
        ending.set(true);
        for (var thread : threads) {
            thread.join();
        }
        return String.format(
                Locale.ROOT,
                "  %d clients that log in again and again: %.1f logins/s (%d refused); chat median %.0f µs (%.2f times), p99 %.0f µs (%.2f times), %d failed",
                clients,
                perSecond,
                refused.get(),
                chat.latency().quantile(0.5),
                chat.latency().quantile(0.5) / idle.latency().quantile(0.5),
                chat.latency().quantile(0.99),
                chat.latency().quantile(0.99) / idle.latency().quantile(0.99),
                chat.failures());
    }

    private void logIn(AtomicBoolean ending, AtomicInteger done, AtomicInteger refused) {
        while (!ending.get()) {
            try {
                (identity.logsIn() ? done : refused).incrementAndGet();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
