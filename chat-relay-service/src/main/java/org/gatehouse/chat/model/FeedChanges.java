package org.gatehouse.chat.model;

import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.gatehouse.kit.config.HttpAddresses;
import org.gatehouse.kit.token.ServiceTokenUnavailableException;
import org.gatehouse.kit.token.ServiceTokens;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Listens to the catalogue's changes and has the {@link Feed} read at once; whatever is missed, the feed's own pace makes up for. */
@Singleton
final class FeedChanges implements ApplicationEventListener<ServerStartupEvent> {

    private static final Logger LOG = LoggerFactory.getLogger(FeedChanges.class);
    private static final long PAUSE_MILLIS = 1_000;

    private final FeedConfig config;
    private final ServiceTokens tokens;
    private final Feed feed;
    private final HttpClient http;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private int tries;

    FeedChanges(FeedConfig config, ServiceTokens tokens, Feed feed) {
        this.config = config;
        this.tokens = tokens;
        this.feed = feed;
        this.http = HttpClient.newBuilder()
                .connectTimeout(config.timeout())
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    @Override
    public void onApplicationEvent(ServerStartupEvent event) {
        Thread.ofVirtual().name("catalogue-changes").start(this::run);
    }

    private void run() {
        try {
            do {
                listen();
            } while (!stopped.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void listen() throws InterruptedException {
        URI base = config.urls().get(Math.floorMod(tries++, config.urls().size()));
        try {
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create(HttpAddresses.withoutLastSlash(base.toString()) + "/internal/models/changes"))
                    .header("Authorization", "Bearer " + tokens.tokenFor(FeedConfig.AUDIENCE))
                    .header("Accept", "text/event-stream")
                    .build();
            HttpResponse<Stream<String>> answer = http.send(request, BodyHandlers.ofLines());
            try (Stream<String> lines = answer.body()) {
                if (answer.statusCode() == 200) {
                    lines.filter(line -> line.startsWith("data:") && line.contains("etag"))
                            .forEach(line -> feed.refresh());
                }
            }
        } catch (IOException | UncheckedIOException | ServiceTokenUnavailableException e) {
            LOG.debug("the catalogue's changes cannot be heard, its list is read at its own pace", e);
        }
    }

    @PreDestroy
    void stop() {
        stopped.countDown();
        http.shutdownNow();
    }
}
