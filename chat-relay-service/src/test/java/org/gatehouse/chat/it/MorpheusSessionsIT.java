package org.gatehouse.chat.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.gatehouse.testing.morpheus.MorpheusNode;
import org.gatehouse.testing.morpheus.NodeStats;
import org.gatehouse.testing.net.RawConnection;
import org.gatehouse.testing.net.RawResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sessions cost money and serve one request at a time: what becomes of them, whatever happens. */
class MorpheusSessionsIT {

    @RegisterExtension
    static final MorpheusRig relay = MorpheusRig.start();

    @BeforeEach
    void clean() {
        relay.clean();
    }

    @Test
    void aHundredRequestsShareThreeSessionsOneAtATime() throws Exception {
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = new ArrayList<Future<RawResponse>>();
            for (int i = 0; i < 100; i++) {
                boolean stream = i % 2 == 0;
                answers.add(clients.submit(() -> relay.chat(MorpheusRig.LLAMA, stream, "chunks=3,gap=2")));
            }
            for (var answer : answers) {
                assertThat(answer.get().status()).as(answer.get().body()).isEqualTo(200);
                assertThat(answer.get().body()).contains("word0", "word2");
            }
        }
        NodeStats stats = stats();
        assertThat(stats.sessions()).hasSize(3);
        assertThat(stats.opens()).isEqualTo(3);
        assertThat(stats.nonceConflicts()).isZero();
        assertThat(stats.deepest()).isEqualTo(1);
        assertThat(stats.chats()).isEqualTo(100);
        assertThat(stats.sessions()).allMatch(session -> session.requests() > 10);
    }

    @Test
    void whoWaitsLongestIsNext() throws Exception {
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            relay.control().behave("tx-time=300");
            var order = Collections.synchronizedList(new ArrayList<Integer>());
            var answers = new ArrayList<Future<?>>();
            for (int i = 0; i < 8; i++) {
                int number = i;
                RawConnection connection = relay.begin(MorpheusRig.MISTRAL, false, "latency=30,chunks=" + (number + 1));
                waitUntilQueued(number + 1);
                answers.add(clients.submit(() -> {
                    connection.readResponse();
                    order.add(number);
                }));
            }
            for (var answer : answers) {
                answer.get();
            }
            assertThat(order.getLast()).isGreaterThanOrEqualTo(5);
            assertThat(order.getFirst()).isLessThanOrEqualTo(2);
        }
    }

    private static void waitUntilQueued(int requests) {
        MorpheusRig.until("queued", () -> metric("gatehouse_morpheus_waiting") + stats().chats() >= requests);
    }

    @Test
    void aRestartTakesOpenSessionsOverAndOpensNone() {
        relay.chat(MorpheusRig.LLAMA, true, "chunks=1");
        String id = stats().sessions().getFirst().id();

        relay.restart();
        relay.chat(MorpheusRig.LLAMA, true, "chunks=1");

        assertThat(stats().opens()).isEqualTo(1);
        assertThat(stats().lastHeaders()).containsEntry("session_id", id);
        assertThat(stats().closes()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"lost", "late", "timeout", "known"})
    void anOpenWithoutAClearAnswerIsFoundAndNotRepeated(String how) {
        relay.control().behave("opens=" + how);

        RawResponse response = relay.chat(MorpheusRig.LLAMA, true, "chunks=1");

        assertThat(response.status()).as(response.body()).isEqualTo(200);
        assertThat(stats().opens()).isEqualTo(1);
        assertThat(stats().sessions()).hasSize(1);
    }

    @Test
    void aRefusedNonceIsLookedIntoBeforeItIsTriedAgain() {
        relay.control().behave("opens=nonce");

        RawResponse response = relay.chat(MorpheusRig.LLAMA, true, "chunks=1");

        assertThat(response.status()).as(response.body()).isEqualTo(200);
        assertThat(stats().opens()).isEqualTo(2);
        assertThat(stats().sessions()).hasSize(1);
    }

    @Test
    void opensOfTwoModelsDoNotCollide() throws Exception {
        relay.control().behave("tx-time=200");
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<RawResponse> llama = () -> relay.chat(MorpheusRig.LLAMA, false, "");
            Callable<RawResponse> mistral = () -> relay.chat(MorpheusRig.MISTRAL, false, "");
            var one = clients.submit(llama);
            var two = clients.submit(mistral);
            assertThat(one.get().status()).isEqualTo(200);
            assertThat(two.get().status()).isEqualTo(200);
        }
        assertThat(stats().nonceConflicts()).isZero();
    }

    @Test
    void aSessionThatTheNodeForgotIsReplaced() {
        relay.chat(MorpheusRig.LLAMA, true, "chunks=1");
        relay.control().reset();

        RawResponse response = relay.chat(MorpheusRig.LLAMA, true, "chunks=1");

        assertThat(response.body()).endsWith("data: [DONE]\n\n");
        assertThat(stats().sessions()).hasSize(1);
    }

    @Test
    void aSessionThatEndedOnTheChainIsReplacedAndNotClosedEarly() {
        relay.chat(MorpheusRig.LLAMA, true, "chunks=1");
        relay.control().advance(3_601);

        RawResponse response = relay.chat(MorpheusRig.LLAMA, true, "chunks=1");

        assertThat(response.body()).endsWith("data: [DONE]\n\n");
        assertThat(stats().open()).hasSize(1);
        assertThat(stats().onHold()).isEqualTo("0");
    }

    @Test
    void aClientThatLeavesStopsTheNodeAndGivesTheSessionBack() {
        for (boolean stream : new boolean[] {true, false}) {
            RawConnection connection = relay.begin(MorpheusRig.MISTRAL, stream, "chunks=500,gap=20,latency=100");
            MorpheusRig.until("working", () -> stats().working() == 1);
            connection.close();
            MorpheusRig.until("stopped", () -> stats().working() == 0);
        }
        assertThat(stats().left()).isEqualTo(2);
        assertThat(relay.chat(MorpheusRig.MISTRAL, true, "chunks=1").status()).isEqualTo(200);
        assertThat(stats().deepest()).isEqualTo(1);
    }

    @Test
    void aSessionRestsWhileItsProviderDoesNotHearThatTheClientHasLeft() {
        RawConnection connection = relay.begin(MorpheusRig.LLAMA, true, "latency=5000,deaf=300");
        MorpheusRig.until("working", () -> stats().working() == 1);
        connection.close();

        for (int i = 0; i < 5; i++) {
            assertThat(relay.chat(MorpheusRig.LLAMA, false, "").status()).isEqualTo(200);
        }
        assertThat(stats().deepest()).isEqualTo(1);
    }

    @Test
    void oneWhoLeavesTheQueueLeavesNoTrace() {
        relay.control().behave("tx-time=500");
        RawConnection connection = relay.begin(MorpheusRig.LLAMA, true, "");
        MorpheusRig.until("opening", () -> stats().opens() == 1);
        connection.close();
        MorpheusRig.until("opened", () -> stats().sessions().size() == 1);

        assertThat(stats().chats()).isZero();
        assertThat(relay.chat(MorpheusRig.LLAMA, true, "chunks=1").status()).isEqualTo(200);
        assertThat(stats().opens()).isEqualTo(1);
    }

    @Test
    void aReplicaWithASharedWalletLeavesTheSessionsOfOthersAlone() {
        relay.control().openElsewhere(MorpheusNode.MISTRAL, 3_600);
        try (var replica = relay.replica(Map.of("gatehouse.upstreams.mor.shared-wallet", "true"))) {
            try (var connection =
                    relay.send(replica.getPort(), RelayRig.CHAT, RelayRig.body(MorpheusRig.MISTRAL, false, "mock:"))) {
                assertThat(connection.readResponse().status()).isEqualTo(200);
            }
        }
        assertThat(stats().sessions()).hasSize(2);
        assertThat(stats().sessions().getFirst().requests()).isZero();
        assertThat(stats().closes()).isZero();
    }

    @Test
    void theOperatorSeesSessionsAndOpens() {
        relay.control().behave("opens=lost");
        relay.chat(MorpheusRig.LLAMA, true, "chunks=1");

        MorpheusRig.until("idle", () -> metric("gatehouse_morpheus_sessions{state=\"idle\",upstream=\"mor\"}") == 1);
        assertThat(metric("gatehouse_morpheus_opens_total{outcome=\"unclear\",upstream=\"mor\"}"))
                .isEqualTo(1);
        assertThat(metric("gatehouse_morpheus_opens_total{outcome=\"found\",upstream=\"mor\"}"))
                .isEqualTo(1);
    }

    private static NodeStats stats() {
        return relay.control().stats();
    }

    /** The sum of all series that begin so. */
    private static double metric(String name) {
        return relay.metrics()
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
