package org.gatehouse.chat.model;

import io.micronaut.scheduling.annotation.Scheduled;
import io.micronaut.serde.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.gatehouse.kit.config.HttpAddresses;
import org.gatehouse.kit.token.ServiceTokenUnavailableException;
import org.gatehouse.kit.token.ServiceTokens;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the {@link Catalogue} fresh in the background. Whatever goes wrong, the last good list stays. */
@Singleton
final class Feed {

    private static final Logger LOG = LoggerFactory.getLogger(Feed.class);
    private static final int MAX_BYTES = 5 * 1024 * 1024;

    private final FeedConfig config;
    private final ServiceTokens tokens;
    private final ObjectMapper json;
    private final Catalogue catalogue;
    private final HttpClient http;
    private @Nullable String etag;
    private boolean failing;

    Feed(FeedConfig config, ServiceTokens tokens, ObjectMapper json, Catalogue catalogue) {
        this.config = config;
        this.tokens = tokens;
        this.json = json;
        this.catalogue = catalogue;
        this.http = HttpClient.newBuilder()
                .connectTimeout(config.timeout())
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /** Asks for a newer list; one run at a time. */
    @Scheduled(
            fixedDelay = "${gatehouse.catalog.refresh-every:5s}",
            initialDelay = "${gatehouse.catalog.refresh-first:0s}")
    synchronized void refresh() {
        String problem = "no address";
        for (URI base : config.urls()) {
            try {
                take(fetch(base));
                recovered();
                return;
            } catch (IOException | IllegalArgumentException | ServiceTokenUnavailableException e) {
                problem = e.getClass().getSimpleName() + ": " + e.getMessage();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
        failed(problem);
    }

    private HttpResponse<InputStream> fetch(URI base) throws IOException, InterruptedException {
        URI uri = URI.create(HttpAddresses.withoutLastSlash(base.toString()) + "/internal/models");
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .timeout(config.timeout())
                .header("Authorization", "Bearer " + tokens.tokenFor(FeedConfig.AUDIENCE))
                .header("Accept", "application/json");
        if (etag != null) {
            request.header("If-None-Match", etag);
        }
        return http.send(request.build(), BodyHandlers.ofInputStream());
    }

    private void take(HttpResponse<InputStream> answer) throws IOException {
        try (InputStream in = answer.body()) {
            if (answer.statusCode() == 304) {
                return;
            }
            if (answer.statusCode() != 200) {
                throw new IOException("model-catalog-service answered " + answer.statusCode());
            }
            byte[] body = in.readNBytes(MAX_BYTES + 1);
            if (body.length > MAX_BYTES) {
                throw new IOException("the list is longer than " + MAX_BYTES + " bytes");
            }
            FeedDocument document = json.readValue(body, FeedDocument.class);
            if (document == null || document.models().isEmpty()) {
                throw new IOException("the list is empty");
            }
            int models = catalogue.replace(
                    document.models().stream().map(FeedDocument.Entry::model).toList());
            etag = answer.headers().firstValue("ETag").orElse(null);
            LOG.info("The catalogue has {} models", models);
        }
    }

    private void recovered() {
        if (failing) {
            failing = false;
            LOG.info("The catalogue can be read again");
        }
    }

    private void failed(String problem) {
        if (!failing) {
            failing = true;
            LOG.warn("The catalogue cannot be read, the last good list stays: {}", problem);
        }
    }
}
