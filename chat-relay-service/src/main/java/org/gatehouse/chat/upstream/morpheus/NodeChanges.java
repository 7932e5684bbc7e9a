package org.gatehouse.chat.upstream.morpheus;

import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.gatehouse.kit.config.HttpAddresses;
import org.gatehouse.kit.token.ServiceTokenUnavailableException;
import org.gatehouse.kit.token.ServiceTokens;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens to the vault's changes, and has it asked anew who has a node of their own. While it cannot be heard, what is known
 * expires by itself.
 */
@Singleton
final class NodeChanges implements ApplicationEventListener<ServerStartupEvent> {

    private static final Logger LOG = LoggerFactory.getLogger(NodeChanges.class);
    private static final String AUDIENCE = "key-vault-service";
    private static final Duration CONNECT = Duration.ofSeconds(2);

    /** Then a vault that fell silent without a word has been left. */
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private static final long PAUSE_MILLIS = 1_000;

    private final List<URI> vaults;
    private final ServiceTokens tokens;
    private final MorpheusUpstreams upstreams;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private int tries;

    NodeChanges(VaultConfig vaults, ServiceTokens tokens, MorpheusUpstreams upstreams) {
        this.vaults = vaults.urls();
        this.tokens = tokens;
        this.upstreams = upstreams;
    }

    @Override
    public void onApplicationEvent(ServerStartupEvent event) {
        Thread.ofVirtual().name("node-changes").start(this::run);
    }

    private void run() {
        try {
            do {
                var listening = Thread.ofVirtual().name("node-changes-stream").start(this::listen);
                listening.join(LONGEST);
                listening.interrupt();
                listening.join();
            } while (!stopped.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void listen() {
        URI base = vaults.get(Math.floorMod(tries++, vaults.size()));
        try {
            var request = HttpRequest.newBuilder(
                            URI.create(HttpAddresses.withoutLastSlash(base.toString()) + "/internal/secrets/changes"))
                    .header("Authorization", "Bearer " + tokens.tokenFor(AUDIENCE))
                    .header("Accept", "text/event-stream")
                    .build();
            var answer = http.send(request, BodyHandlers.ofInputStream());
            try (var lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
                for (var line = lines.readLine(); answer.statusCode() == 200 && line != null; line = lines.readLine()) {
                    hear(line);
                }
            }
        } catch (IOException | ServiceTokenUnavailableException e) {
            LOG.debug("the vault's changes cannot be heard", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void hear(String line) {
        if (!line.startsWith("data:")) {
            return;
        }
        var data = line.substring("data:".length()).strip();
        if (data.equals("{}")) {
            upstreams.doubtAll();
        } else if (!data.isEmpty()) {
            upstreams.doubt(UUID.fromString(data));
        }
    }

    @PreDestroy
    void stop() {
        stopped.countDown();
        http.shutdownNow();
    }
}
