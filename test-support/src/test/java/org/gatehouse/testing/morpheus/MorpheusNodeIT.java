package org.gatehouse.testing.morpheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigInteger;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each quirk of the contract, seen from outside. */
class MorpheusNodeIT {

    private static final MorpheusNode NODE = MorpheusNode.start();

    private final NodeControl control = NODE.control();
    private final NodeClient admin = new NodeClient(NODE.baseUrl(), MorpheusNode.ADMIN);

    @BeforeEach
    void forget() {
        control.reset();
    }

    @AfterAll
    static void stop() {
        NODE.close();
    }

    @Nested
    class Access {

        @Test
        void asksForBasicCredentialsInThreeWordings() throws Exception {
            assertThat(refused("")).isEqualTo("401 {\"error\":\"no basic auth provided\"}");
            assertThat(refused("Bearer x")).isEqualTo("401 {\"error\":\"invalid basic auth provided\"}");
            assertThat(refused("Basic YTpi")).isEqualTo("401 {\"error\":\"invalid username or password\"}");
        }

        private String refused(String authorization) throws IOException, InterruptedException {
            var request = HttpRequest.newBuilder(NODE.baseUrl().resolve("/blockchain/balance"));
            if (!authorization.isEmpty()) {
                request.header("authorization", authorization);
            }
            var response = admin.send(request.build());
            return response.statusCode() + " " + response.body();
        }

        @Test
        void refusesWhatAUserMayNot() throws Exception {
            var gateway = new NodeClient(NODE.baseUrl(), MorpheusNode.GATEWAY);
            assertThat(gateway.get("/blockchain/balance").statusCode()).isEqualTo(200);
            var refused = gateway.post("/blockchain/approve?spender=" + MorpheusNode.DIAMOND + "&amount=1", "");
            assertThat(refused.statusCode()).isEqualTo(403);
            assertThat(refused.body()).isEqualTo("{\"error\":\"method not allowed\"}");
        }

        @Test
        void tellsItsHealthToAnybodyAndTheRequestIdBack() throws Exception {
            var request = HttpRequest.newBuilder(NODE.baseUrl().resolve("/healthcheck"));
            assertThat(admin.send(request.build()).body()).contains("\"status\":\"healthy\"");
            assertThat(admin.get("/wallet").headers().firstValue("x-request-id"))
                    .contains("asked-1");
        }
    }

    @Nested
    class Numbers {

        @Test
        void areBareAndBeyondADoubleInModels() throws Exception {
            String models = admin.get("/blockchain/models").body();
            assertThat(models).contains("\"Stake\":5000000000000000001,").contains("\"Tags\":null");
        }

        @Test
        void areStringsInBidsAndBalances() throws Exception {
            JsonNode rated = json("/blockchain/models/" + MorpheusNode.LLAMA + "/bids/rated");
            assertThat(rated.path("bids")
                            .path(0)
                            .path("Bid")
                            .path("PricePerSecond")
                            .isTextual())
                    .isTrue();
            assertThat(rated.path("bids").path(0).has("PricePerSecond")).isFalse();
            assertThat(json("/blockchain/balance").path("mor").isTextual()).isTrue();
        }

        @Test
        void areBareInSessions() throws Exception {
            String id = admin.open(MorpheusNode.LLAMA);
            JsonNode session = json("/blockchain/sessions/" + id.substring(2)).path("session");
            assertThat(session.path("Id").asText()).isEqualTo(id);
            assertThat(session.path("Stake").isIntegralNumber()).isTrue();
            assertThat(session.path("Stake").bigIntegerValue().bitLength()).isGreaterThan(53);
            assertThat(session.path("EndsAt").asLong()
                            - session.path("OpenedAt").asLong())
                    .isEqualTo(3_600);
        }
    }

    @Nested
    class Lists {

        @Test
        void ascendForExactlyAscAndComeTenAtATime() throws Exception {
            String first = admin.open(MorpheusNode.LLAMA);
            for (int i = 0; i < 11; i++) {
                admin.open(MorpheusNode.LLAMA);
            }
            String user = "?user=" + MorpheusNode.WALLET;
            JsonNode ascending = json("/blockchain/sessions/user" + user + "&order=ASC");
            assertThat(ascending.path("sessions")).hasSize(10);
            assertThat(ascending.path("sessions").path(0).path("Id").asText()).isEqualTo(first);
            JsonNode descending = json("/blockchain/sessions/user" + user + "&order=asc&offset=10");
            assertThat(descending.path("sessions")).hasSize(2);
            assertThat(descending.path("sessions").path(1).path("Id").asText()).isEqualTo(first);
            assertThat(json("/blockchain/sessions/user/ids" + user + "&limit=255")
                            .isArray())
                    .isTrue();
            assertThat(admin.get("/blockchain/sessions/user").statusCode()).isEqualTo(400);
        }

        @Test
        void ofLocalModelsAreBare() throws Exception {
            assertThat(json("/v1/models").isArray()).isTrue();
        }
    }

    @Nested
    class Opening {

        @ParameterizedTest
        @CsvSource({"600,''", "'\"600\"',''", "300,SessionTooShort", "'\"x\"',Field validation"})
        void takesADurationAboveFiveMinutesAsNumberOrText(String duration, String error) throws Exception {
            var opened = open(MorpheusNode.MISTRAL, "{\"sessionDuration\":" + duration + "}");
            if (error.isEmpty()) {
                assertThat(opened.body()).startsWith("{\"sessionID\":\"0x");
            } else {
                assertThat(opened.body()).startsWith("{\"error\":").contains(error);
            }
        }

        @Test
        void failsWithoutBidsOrProviders() throws Exception {
            assertThat(open(MorpheusNode.BIDLESS, "{\"sessionDuration\":600}").body())
                    .contains("no bids available");
            control.behave("dead=" + Chain.address("b1"));
            assertThat(open(MorpheusNode.MISTRAL, "{\"sessionDuration\":600}").body())
                    .contains("no provider accepting session");
        }

        @Test
        void leavesAProviderOut() throws Exception {
            String body = "{\"sessionDuration\":600,\"omitProvider\":\"" + Chain.address("b1") + "\"}";
            String id = admin.open(MorpheusNode.LLAMA, body);
            assertThat(control.stats().session(id).orElseThrow().provider()).isEqualTo(Chain.address("b2"));
        }

        @ParameterizedTest
        @CsvSource({"timeout,500", "known,500", "lost,0", "late,0"})
        void mayHaveHappenedAlthoughTheAnswerSaysOtherwise(String how, int status) throws Exception {
            control.behave("opens=" + how);
            if (status == 0) {
                assertThatThrownBy(() -> open(MorpheusNode.LLAMA, "{\"sessionDuration\":600}"))
                        .isInstanceOf(IOException.class);
            } else {
                assertThat(open(MorpheusNode.LLAMA, "{\"sessionDuration\":600}").statusCode())
                        .isEqualTo(status);
            }
            for (int i = 0; i < 200 && control.stats().open().isEmpty(); i++) {
                LockSupport.parkNanos(10_000_000);
            }
            assertThat(control.stats().open()).hasSize(1);
        }

        @Test
        void collidesWithAnotherTransactionOfTheWallet() {
            control.behave("tx-time=200");
            var one = admin.postAsync("/blockchain/models/" + MorpheusNode.LLAMA + "/session", body());
            var two = admin.postAsync("/blockchain/models/" + MorpheusNode.LLAMA + "/session", body());
            CompletableFuture.allOf(one, two).join();
            assertThat(one.join().body() + two.join().body())
                    .contains("sessionID")
                    .contains("nonce too low");
        }

        private static String body() {
            return "{\"sessionDuration\":600}";
        }

        private HttpResponse<String> open(String model, String body) throws IOException, InterruptedException {
            return admin.post("/blockchain/models/" + model + "/session", body);
        }
    }

    @Nested
    class Money {

        @Test
        void isApprovedByOpeningUnlessItCoversThreeStakes() throws Exception {
            admin.open(MorpheusNode.MISTRAL);
            assertThat(allowance()).isEqualTo("0");
            var approved = new BigInteger("9000000000000000000000");
            admin.post("/blockchain/approve?spender=" + MorpheusNode.DIAMOND + "&amount=" + approved, "");
            String id = admin.open(MorpheusNode.MISTRAL);
            var stake = json("/blockchain/sessions/" + id)
                    .path("session")
                    .path("Stake")
                    .bigIntegerValue();
            assertThat(allowance()).isEqualTo(approved.subtract(stake).toString());
        }

        @Test
        void isSetByApproveInWei() throws Exception {
            for (String wei :
                    new String[] {"3", "115792089237316195423570985008687907853269984665640564039457584007913129639935"
                    }) {
                admin.post("/blockchain/approve?spender=" + MorpheusNode.DIAMOND + "&amount=" + wei, "");
                assertThat(allowance()).isEqualTo(wei);
            }
            assertThat(admin.post("/blockchain/approve?spender=" + MorpheusNode.DIAMOND + "&amount=1.5", "")
                            .statusCode())
                    .isEqualTo(400);
        }

        @Test
        void isLockedByAnEarlyCloseOnly() throws Exception {
            String early = admin.open(MorpheusNode.LLAMA);
            admin.post("/blockchain/sessions/" + early + "/close", "{}");
            String held = control.stats().onHold();
            assertThat(held).isNotEqualTo("0");
            String late = admin.open(MorpheusNode.LLAMA, "{\"sessionDuration\":600}");
            control.advance(30);
            control.advance(600);
            assertThat(control.stats().onHold()).isEqualTo(held);
            assertThat(control.stats().session(late).orElseThrow().closedAt()).isPositive();
        }

        private String allowance() throws IOException, InterruptedException {
            return json("/blockchain/allowance?spender=" + MorpheusNode.DIAMOND)
                    .path("allowance")
                    .asText();
        }
    }

    @Nested
    class Answers {

        @Test
        void oneAtATimeForEachSession() throws Exception {
            String id = admin.open(MorpheusNode.LLAMA);
            var one = admin.sendAsync(admin.chat(id, false, "latency=300").build());
            var two = admin.sendAsync(admin.chat(id, false, "latency=300").build());
            long begun = System.nanoTime();
            CompletableFuture.allOf(one, two).join();
            assertThat(System.nanoTime() - begun).isGreaterThan(500_000_000L);
            assertThat(control.stats().deepest()).isEqualTo(2);
        }

        @ParameterizedTest
        @CsvSource({
            "chunks=2,true,true,true",
            "break=no-done,true,false,true",
            "break=truncate,false,false,true",
            "break=append,false,false,false",
            "break=append-late,true,false,false"
        })
        void streamThatMayJustEnd(String script, boolean finished, boolean done, boolean framed) throws Exception {
            String stream = admin.chatted(admin.open(MorpheusNode.LLAMA), true, script);
            assertThat(stream.contains("\"finish_reason\":\"stop\"")).isEqualTo(finished);
            assertThat(stream.contains("data: [DONE]")).isEqualTo(done);
            assertThat(stream.endsWith("\n\n")).isEqualTo(framed);
        }

        @Test
        void carryTheNodesOwnCounts() throws Exception {
            String id = admin.open(MorpheusNode.LLAMA);
            assertThat(admin.chatted(id, true, "chunks=2"))
                    .contains("\"usage_from_provider\":{\"prompt_tokens\":7,\"completion_tokens\":2,")
                    .contains("\"usage_from_consumer\":{\"prompt_tokens\":7,\"completion_tokens\":3,");
            assertThat(admin.chatted(id, false, "")).contains("\"usage\":{").contains("usage_from_consumer");
        }

        @Test
        void mayBeUncountedOrCountedByTheProviderToo() throws Exception {
            String id = admin.open(MorpheusNode.LLAMA);
            assertThat(admin.chatted(id, true, "uncounted"))
                    .contains("data: [DONE]")
                    .doesNotContain("usage");
            assertThat(admin.chatted(id, true, "uncounted,usage-chunk"))
                    .contains("\"choices\":[],\"usage\":{")
                    .doesNotContain("usage_from");
        }

        @Test
        void areMixedWithTextWhenTheNodeFailsOverByItself() throws Exception {
            String id = admin.open(MorpheusNode.LLAMA, "{\"sessionDuration\":600,\"failover\":true}");
            control.behave("dying=" + Chain.address("b1"));
            assertThat(admin.chatted(id, true, "chunks=1"))
                    .contains("data: provider failed, failover enabled\n\n", "data: new session opened: 0x");
            assertThat(admin.chatted(id, false, "")).startsWith("data: provider failed, failover enabled");
            assertThat(admin.chatted(admin.open(MorpheusNode.LLAMA), true, "chunks=1"))
                    .startsWith("{\"error\":\"failed to connect to provider");
        }

        @ParameterizedTest
        @CsvSource({"break=model-error,400", "'break=model-error,status=429',429", "break=infra,500", "break=empty,200"
        })
        void tellFailuresBeforeTheFirstByte(String script, int status) throws Exception {
            var response = admin.send(
                    admin.chat(admin.open(MorpheusNode.LLAMA), true, script).build());
            assertThat(response.statusCode()).isEqualTo(status);
            assertThat(response.body().contains("providerModelError")).isEqualTo(script.contains("model-error"));
        }

        @Test
        void ofAnOldNodeAreEmptyWhenTheProviderIsGone() throws Exception {
            control.behave("old");
            var response = admin.send(admin.chat(admin.open(MorpheusNode.LLAMA), true, "break=infra")
                    .build());
            assertThat(response.statusCode() + response.body()).isEqualTo("200");
        }

        @Test
        void doNotTellThatTheSessionHasEnded() throws Exception {
            String id = admin.open(MorpheusNode.LLAMA, "{\"sessionDuration\":600}");
            control.advance(601);
            assertThat(admin.chatted(id, true, "")).contains("provider closed connection without sending any data");
            assertThat(admin.chatted(Listed.hash("77"), true, "")).contains("session not found");
        }

        @Test
        void holdTheHistoryOfAChatIdThatRepeats() throws Exception {
            String id = admin.open(MorpheusNode.LLAMA);
            for (int i = 0; i < 2; i++) {
                admin.send(admin.chat(id, false, "").header("chat_id", "c").build());
            }
            assertThat(admin.send(admin.chat(id, false, "")
                                    .header("chat_id", "c")
                                    .build())
                            .body())
                    .contains("[Hi, Hi, Hi]");
        }

        @Test
        void arePickedUpByAProviderThatDoesNotHearTheClientLeave() throws Exception {
            String id = admin.open(MorpheusNode.LLAMA);
            var call = admin.sendAsync(
                    admin.chat(id, true, "latency=10000,deaf=400").build());
            until(() -> control.stats().working() == 1);
            call.cancel(true);
            assertThat(control.stats().session(id).orElseThrow().working()).isTrue();
            until(() -> control.stats().left() == 1);
            assertThat(control.stats().session(id).orElseThrow().working()).isFalse();
        }
    }

    @Test
    void hasOneWalletAndReadsNoKeyFromAHeader() throws Exception {
        String key = "4c0883a69102937d6231471b5dbb6204fe5129617082792ae468d01a3f362318";
        var asked = admin.send(
                admin.request("GET", "/wallet", "").header("X-Private-Key", key).build());
        assertThat(asked.body()).isEqualTo("{\"address\":\"" + MorpheusNode.WALLET + "\"}");
        control.behave("wallet-from-environment");
        assertThat(admin.post("/wallet/privateKey", "{\"privateKey\":\"" + key + "\"}")
                        .statusCode())
                .isEqualTo(500);
    }

    @Test
    void runsAsAProcess() {
        try (var process = MorpheusProcess.start()) {
            assertThat(process.control().stats().opens()).isZero();
        }
    }

    private JsonNode json(String path) throws IOException, InterruptedException {
        return NodeClient.json(admin.get(path));
    }

    private static void until(BooleanSupplier condition) {
        for (int i = 0; i < 500 && !condition.getAsBoolean(); i++) {
            LockSupport.parkNanos(10_000_000);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }
}
