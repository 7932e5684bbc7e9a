package org.gatehouse.deploy.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Stores and releases provider keys: record n belongs to owner n modulo their number. */
final class VaultCalls {
    private static final String ORIGIN = "https://llm.example";

    private final URI vault;
    private final HttpClient http;
    private final VaultOwners owners;

    VaultCalls(int port, HttpClient http, VaultOwners owners) {
        this.vault = URI.create("http://127.0.0.1:" + port);
        this.http = http;
        this.owners = owners;
    }

    /** How many calls a second were answered, and how many of them not as they should be. */
    record Outcome(int calls, int errors, double seconds) {
        String text() {
            return "%,d in %.1f s: %,.0f/s, errors %d".formatted(calls, seconds, calls / seconds, errors);
        }
    }

    private interface Call {
        boolean succeeds(int record) throws IOException, InterruptedException;
    }

    Outcome store(int records, int parallel) throws InterruptedException {
        return run(records, parallel, this::store);
    }

    /** Every record once; a wrong value is an error like any other. */
    Outcome release(int records, int parallel) throws IOException, InterruptedException {
        var delegations = owners.delegations();
        return run(records, parallel, record -> releases(record, delegations));
    }

    /** At a steady rate, each call on time whether those before it were answered or not, until it is told to end. */
    Outcome releaseUntil(AtomicBoolean end, int perSecond, int records) throws IOException, InterruptedException {
        var calls = new AtomicInteger();
        var errors = new AtomicInteger();
        var delegations = owners.delegations();
        long start = System.nanoTime();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; !end.get(); i++) {
                if (i % (perSecond * 30) == perSecond * 30 - 1) {
                    delegations = owners.delegations();
                }
                var current = delegations;
                int record = (i * 7919) % records;
                var _ = threads.submit(() -> {
                    calls.incrementAndGet();
                    if (!answered(() -> releases(record, current))) {
                        errors.incrementAndGet();
                    }
                });
                long due = start + TimeUnit.SECONDS.toNanos(i + 1L) / perSecond;
                TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
            }
        }
        return new Outcome(calls.get(), errors.get(), (System.nanoTime() - start) / 1e9);
    }

    private Outcome run(int records, int parallel, Call call) throws InterruptedException {
        var errors = new AtomicInteger();
        var places = new Semaphore(parallel);
        long start = System.nanoTime();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < records; i++) {
                int record = i;
                places.acquire();
                var _ = threads.submit(() -> {
                    if (!answered(() -> call.succeeds(record))) {
                        errors.incrementAndGet();
                    }
                    places.release();
                });
            }
        }
        return new Outcome(records, errors.get(), (System.nanoTime() - start) / 1e9);
    }

    private interface Attempt {
        boolean succeeds() throws IOException, InterruptedException;
    }

    private static boolean answered(Attempt attempt) {
        try {
            return attempt.succeeds();
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean store(int record) throws IOException, InterruptedException {
        var body = "{\"api_key\":\"" + value(record) + "\",\"base_url\":\"" + ORIGIN + "/v1\"}";
        return send("PUT", "/api/v1/auth/provider-keys/p" + record, owners.token(record % owners.count()), body)
                        .statusCode()
                == 200;
    }

    private boolean releases(int record, List<String> delegations) throws IOException, InterruptedException {
        var body = "{\"kind\":\"provider-key\",\"name\":\"p" + record + "\",\"purpose\":\"upstream-call\",\"origin\":\""
                + ORIGIN + "\"}";
        var answer = send("POST", "/internal/secrets/release", delegations.get(record % owners.count()), body);
        var encoded = Base64.getEncoder().encodeToString(value(record).getBytes(StandardCharsets.US_ASCII));
        return answer.statusCode() == 200 && answer.body().contains("\"" + encoded + "\"");
    }

    private HttpResponse<String> send(String method, String path, String token, String body)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(vault.resolve(path))
                .header("content-type", "application/json")
                .header("authorization", "Bearer " + token)
                .header("x-gatehouse-edge", owners.edgeToken())
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String value(int record) {
        return "sk-bench-secret-number-%08d".formatted(record);
    }
}
