package org.gatehouse.gateway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.gatehouse.gateway.fixture.Origin;
import org.gatehouse.gateway.fixture.RunningEdge;
import org.gatehouse.gateway.fixture.Wait;
import org.gatehouse.testing.net.RawHttp;
import org.gatehouse.testing.net.RawResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** What single routes may be given, as a client sees it. */
@TestInstance(Lifecycle.PER_CLASS)
class RoutePoliciesIT {

    private final RunningEdge edge = RunningEdge.start(Map.ofEntries(
            Map.entry("gatehouse.routes.cached.methods", "GET"),
            Map.entry("gatehouse.routes.cached.paths", "/cached, /own"),
            Map.entry("gatehouse.routes.cached.service", "model-catalog-service"),
            Map.entry("gatehouse.routes.cached.access", "public"),
            Map.entry("gatehouse.routes.cached.cache-control", "public, max-age=60"),
            Map.entry("gatehouse.routes.here.methods", "GET"),
            Map.entry("gatehouse.routes.here.paths", "/which"),
            Map.entry("gatehouse.routes.here.hosts", "one.example"),
            Map.entry("gatehouse.routes.here.rewrite", "/one"),
            Map.entry("gatehouse.routes.here.service", "model-catalog-service"),
            Map.entry("gatehouse.routes.here.access", "public"),
            Map.entry("gatehouse.upstream-client.max-in-flight-per-target", "2")));

    @AfterAll
    void close() {
        edge.close();
    }

    private RawResponse get(String path, String host) {
        return RawHttp.exchange(edge.address().getPort(), "GET %s HTTP/1.1\r\nHost: %s\r\n\r\n".formatted(path, host));
    }

    @Test
    void anAnswerWithoutAWordOnCachingGetsTheRoutes() {
        edge.catalog().on("/own", exchange -> {
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
            Origin.send(exchange, 200, "text/plain", "own");
        });

        assertThat(get("/cached", "any").headers("cache-control")).containsExactly("public, max-age=60");
        assertThat(get("/own", "any").headers("cache-control")).containsExactly("no-store");
    }

    @Test
    void aRouteOfOneHostAnswersForNoOther() {
        assertThat(get("/which", "one.example").body()).contains("/one");
        assertThat(get("/which", "ONE.example:8080").body()).contains("/one");
        for (var host : new String[] {"two.example", "one.example.evil", "xone.example", "127.0.0.1"}) {
            assertThat(get("/which", host).status()).as(host).isEqualTo(404);
        }
    }

    @Test
    void aReplicaGetsNoMoreAtOnceThanItMay() {
        var asked = new CountDownLatch(2);
        var goOn = new CountDownLatch(1);
        edge.catalog().on("/cached", exchange -> {
            asked.countDown();
            try {
                goOn.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            Origin.send(exchange, 200, "text/plain", "held");
        });
        var first = edge.sendAsync("GET", "/cached");
        var second = edge.sendAsync("GET", "/cached");
        Wait.until(asked::getCount, left -> left == 0);
        var third = edge.send("GET", "/cached");

        assertThat(third.statusCode()).isEqualTo(503);
        assertThat(third.headers().firstValue("retry-after")).isPresent();
        goOn.countDown();
        assertThat(first.join().body()).isEqualTo("held");
        assertThat(second.join().body()).isEqualTo("held");
        assertThat(edge.send("GET", "/cached").statusCode()).isEqualTo(200);
    }
}
