package org.gatehouse.chat.target;

import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import io.micronaut.serde.ObjectMapper;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.gatehouse.chat.model.FeedConfig;
import org.gatehouse.kit.config.HttpAddresses;
import org.gatehouse.kit.token.ServiceTokenUnavailableException;
import org.gatehouse.kit.token.ServiceTokens;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the catalogue how the targets fare: each few seconds, so that it knows we are there, and soon after one goes down or
 * comes back. Whatever becomes of a report, requests are none the worse for it; the next one says all again.
 */
@Singleton
final class ReportHealth implements ApplicationEventListener<ServerStartupEvent> {

    private static final Logger LOG = LoggerFactory.getLogger(ReportHealth.class);
    /** News that come together are told together. */
    private static final long PAUSE_MILLIS = 250;

    private final Targets targets;
    private final ReportConfig pace;
    private final FeedConfig catalogue;
    private final ServiceTokens tokens;
    private final ObjectMapper json;
    private final HttpClient http;
    private final String path = "/internal/models/health/" + UUID.randomUUID();
    private final Semaphore news = new Semaphore(0);
    private final CountDownLatch stopped = new CountDownLatch(1);
    private Report told = Report.NOTHING;
    private boolean failing;

    ReportHealth(Targets targets, ReportConfig pace, FeedConfig catalogue, ServiceTokens tokens, ObjectMapper json) {
        this.targets = targets;
        this.pace = pace;
        this.catalogue = catalogue;
        this.tokens = tokens;
        this.json = json;
        this.http = HttpClient.newBuilder()
                .connectTimeout(catalogue.timeout())
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    @Override
    public void onApplicationEvent(ServerStartupEvent event) {
        targets.onNewStatus(news::release);
        Thread.ofVirtual().name("health-reports").start(this::run);
    }

    private void run() {
        try {
            do {
                tell(Report.of(targets, System.nanoTime()));
                if (news.tryAcquire(pace.every().toMillis(), TimeUnit.MILLISECONDS)) {
                    news.drainPermits();
                }
            } while (!stopped.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void tell(Report report) throws InterruptedException {
        if (report.equals(Report.NOTHING) && told.equals(Report.NOTHING)) {
            return;
        }
        String problem = "no address";
        for (URI base : catalogue.urls()) {
            try {
                put(base, report);
                told = report;
                failing = false;
                return;
            } catch (IOException | IllegalArgumentException | ServiceTokenUnavailableException e) {
                problem = e.getClass().getSimpleName() + ": " + e.getMessage();
            }
        }
        if (!failing) {
            LOG.warn("The catalogue cannot be told how upstreams fare: {}", problem);
        }
        failing = true;
    }

    private void put(URI base, Report report) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(HttpAddresses.withoutLastSlash(base.toString()) + path))
                .timeout(catalogue.timeout())
                .header("Authorization", "Bearer " + tokens.tokenFor(FeedConfig.AUDIENCE))
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofByteArray(json.writeValueAsBytes(report)))
                .build();
        int status = http.send(request, BodyHandlers.discarding()).statusCode();
        if (status != 204) {
            throw new IOException("model-catalog-service answered " + status);
        }
    }

    /** The catalogue forgets a relay that stops by its silence; nothing waits for that here. */
    @PreDestroy
    void stop() {
        stopped.countDown();
        news.release();
        http.shutdownNow();
    }
}
