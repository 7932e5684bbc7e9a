package org.gatehouse.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatehouse.gateway.proxy.RunningEdge.get;
import static org.gatehouse.gateway.proxy.RunningEdge.post;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Many requests on one connection, served by the framework and by upstreams by turns. */
class EdgeOrderIT {

    @Test
    void pipelinedRequestsAreAnsweredInOrderWhoeverServesThem() {
        try (var origin = RunningEdge.naming();
                var edge = new RunningEdge().inFrontOf(origin);
                var client = edge.connect()) {
            client.send(get("/local/hello")
                    + get("/a/1")
                    + post("/local/echo", "one")
                    + get("/local/slow")
                    + post("/a/2", "two")
                    + get("/refused")
                    + get("/a/3")
                    + get("/local/hello"));
            edge.pages().slow.countDown();

            assertThat(client.readResponse().body()).isEqualTo("hello");
            assertThat(client.readResponse().body()).isEqualTo("/a/1");
            assertThat(client.readResponse().body()).isEqualTo("one");
            assertThat(client.readResponse().body()).isEqualTo("slow true");
            assertThat(client.readResponse().body()).isEqualTo("/a/2two");
            assertThat(client.readResponse().status()).isEqualTo(403);
            assertThat(client.readResponse().body()).isEqualTo("/a/3");
            assertThat(client.readResponse().body()).isEqualTo("hello");
        }
    }

    @Test
    void aSlowControllerHoldsTheProxiedRequestsBehindItBack() {
        try (var origin = RunningEdge.naming();
                var edge = new RunningEdge().inFrontOf(origin);
                var client = edge.connect()) {
            client.send(get("/local/slow") + get("/a/1").repeat(100));
            assertThat(origin.connections()).isZero();
            edge.pages().slow.countDown();

            assertThat(client.readResponse().body()).isEqualTo("slow true");
            for (int i = 0; i < 100; i++) {
                assertThat(client.readResponse().body()).isEqualTo("/a/1");
            }
        }
    }

    @Test
    void requestsThatComeByteByByteAreServed() {
        try (var origin = RunningEdge.naming();
                var edge = new RunningEdge().inFrontOf(origin);
                var client = edge.connect()) {
            var requests = post("/a/1", "body") + get("/local/hello") + post("/local/echo", "xyz");
            for (int i = 0; i < requests.length(); i++) {
                client.send(requests.substring(i, i + 1));
            }
            assertThat(client.readResponse().body()).isEqualTo("/a/1body");
            assertThat(client.readResponse().body()).isEqualTo("hello");
            assertThat(client.readResponse().body()).isEqualTo("xyz");
        }
    }

    @Test
    void aRequestWaitsForItsDecisionAndTheOnesBehindItWithIt() {
        try (var origin = RunningEdge.naming();
                var edge = new RunningEdge().inFrontOf(origin);
                var client = edge.connect()) {
            client.send(post("/pending/1", "late") + get("/local/hello") + get("/a/2"));
            assertThat(client.isSilentFor(Duration.ofMillis(200))).isTrue();
            edge.policy().decided.complete(true);

            assertThat(client.readResponse().body()).isEqualTo("/pending/1late");
            assertThat(client.readResponse().body()).isEqualTo("hello");
            assertThat(client.readResponse().body()).isEqualTo("/a/2");
        }
    }

    @Test
    void aRefusedUploadIsAnsweredAndTheConnectionGoesOn() {
        try (var origin = RunningEdge.naming();
                var edge = new RunningEdge().inFrontOf(origin);
                var client = edge.connect()) {
            client.send(post("/refused", "x".repeat(60_000)) + get("/a/1"));

            assertThat(client.readResponse().status()).isEqualTo(403);
            assertThat(client.readResponse().body()).isEqualTo("/a/1");
        }
    }

    @Test
    void aPolicyThatFailsIsAnInternalError() {
        try (var edge = new RunningEdge();
                var client = edge.connect()) {
            var response = client.send(get("/failing")).readResponse();

            assertThat(response.status()).isEqualTo(500);
            assertThat(response.body()).doesNotContain("bug in the policy");
            assertThat(client.send(get("/local/hello")).readResponse().body()).isEqualTo("hello");
        }
    }
}
