package org.gatehouse.gateway.docs;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.gatehouse.gateway.service.InternalHttp;
import org.gatehouse.gateway.service.Service;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gets one service's document: from itself at {@code /internal/openapi.yml}, the edge's own from its jar. */
@Singleton
final class FetchDocument {

    private static final Logger LOG = LoggerFactory.getLogger(FetchDocument.class);
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final String OWN = "META-INF/swagger/gateway-service.yml";

    private final InternalHttp http;

    FetchDocument(InternalHttp http) {
        this.http = http;
    }

    Optional<ServiceDocument> from(Service service) {
        try {
            var answer = http.ask(service.at("/internal/openapi.yml"), LIMIT, HttpRequest.Builder::GET);
            if (answer.statusCode() != 200) {
                LOG.debug("{} answered {} for its document", service.name(), answer.statusCode());
                return Optional.empty();
            }
            var document = ReadDocument.read(service.name(), new String(answer.body(), StandardCharsets.UTF_8));
            if (document.isEmpty()) {
                LOG.warn("{} serves something that is no OpenAPI document", service.name());
            }
            return document;
        } catch (IOException e) {
            LOG.debug("{} gave no document", service.name(), e);
            return Optional.empty();
        }
    }

    ServiceDocument own() {
        try (var in = FetchDocument.class.getClassLoader().getResourceAsStream(OWN)) {
            if (in == null) {
                throw new IllegalStateException(OWN + " is missing from the jar");
            }
            var yaml = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return ReadDocument.read(EdgeDocument.SERVICE, yaml).orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
