package org.gatehouse.chat.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.gatehouse.testing.net.RawConnection;
import org.gatehouse.testing.net.RawHttp;
import org.gatehouse.testing.net.RawResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pictures, sound, moderation and reranking: passed on by the rules of chat, and nothing of a file is kept. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class MediaIT {

    private static final String TRANSCRIPTIONS = "/v1/audio/transcriptions";
    private static final String SPEECH = "/v1/audio/speech";
    private static final int MIB = 1024 * 1024;

    @RegisterExtension
    static final RelayRig relay = RelayRig.start(Map.of("gatehouse.memory.budget", "8MB"));

    @RegisterExtension
    final UsageLines lines = new UsageLines();

    @BeforeEach
    void forget() {
        relay.upstream().reset();
    }

    /** The line of a request is written before what it held is given back: none is left to the next test. */
    @AfterEach
    void awaitTheLastLine() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (relay.memory().held() > 0) {
            assertThat(System.nanoTime()).as("what was held is given back").isLessThan(end);
            LockSupport.parkNanos(1_000_000);
        }
    }

    private static byte[] sound(int length) {
        var bytes = new byte[length];
        new Random(7).nextBytes(bytes);
        return bytes;
    }

    private static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static RawConnection sendForm(String path, byte[] form) {
        return RawHttp.connect(relay.port()).send(head(path, form.length)).send(form);
    }

    private static String head(String path, int length) {
        return "POST " + path + " HTTP/1.1\r\nHost: relay\r\n" + relay.byTheEdge() + "Authorization: Bearer "
                + relay.token() + "\r\nContent-Type: multipart/form-data; boundary=" + Form.BOUNDARY
                + "\r\nContent-Length: " + length + "\r\n\r\n";
    }

    private static RawResponse transcribe(byte[] form) {
        try (var connection = sendForm(TRANSCRIPTIONS, form)) {
            return connection.readResponse();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /v1/moderations            | {"model":"mock/large","input":"Hi"}                        | "results":[{"flagged":false
            /api/v1/moderations        | {"model":"mock/large","input":["Hi"]}                      | "model":"up/large"
            /v1/rerank                 | {"model":"mock/large","query":"q","documents":["a","b"]}   | {"index":1,"relevance_score":0.1}
            /api/v1/rerank             | {"model":"mock/embedder","query":"q","documents":["a"]}    | "model":"up/embedder"
            /v1/images/generations     | {"model":"mock/large","prompt":"A gate","n":1}             | "data":[{"b64_json":"iVBOR
            /api/v1/images/generations | {"model":"mock/large","prompt":"A gate","stream":false}    | "usage":{"total_tokens":30""")
    void passJsonOnAndBack(String path, String body, String expected) {
        RawResponse response = relay.post(path, body);

        assertThat(response.status()).as(response.body()).isEqualTo(200);
        assertThat(response.header("content-type")).contains("application/json");
        assertThat(response.body()).contains(expected);
        assertThat(relay.upstream().stats().lastPath()).isEqualTo(path.replace("/api", ""));
        assertThat(relay.upstream().stats().lastBody())
                .isEqualTo(body.replace("mock/large", "up/large").replace("mock/embedder", "up/embedder"));
    }

    @Test
    void passPicturesAsEventsWhereTheyAreAskedForSo() {
        var response =
                relay.post("/v1/images/generations", "{\"model\":\"mock/large\",\"prompt\":\"A\",\"stream\":true}");

        assertThat(response.header("content-type")).contains("text/event-stream; charset=utf-8");
        assertThat(response.body())
                .startsWith("event: image_generation.partial_image\n")
                .contains("event: image_generation.completed\n")
                .endsWith("}}\n\n")
                .doesNotContain("[DONE]");
    }

    @Test
    void passSoundByteByByte() throws InterruptedException {
        var response = relay.post(SPEECH, "{\"model\":\"mock/large\",\"input\":\"Hi\",\"user\":\"mock:chunks=3\"}");

        assertThat(response.complete()).isTrue();
        assertThat(response.header("content-type")).contains("audio/mpeg");
        assertThat(response.header("x-request-id")).isPresent();
        assertThat(response.body().length()).isEqualTo(3_000);
        assertThat(lines.next()).containsEntry("outcome", "ok").containsEntry("model", "mock/large");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cut-in-chunk", "bad-chunk", "no-last-chunk", "cut", "short-length", "reset-after"})
    void soundThatBreaksOffNeverLooksComplete(String broken) {
        var response = relay.post(
                SPEECH, "{\"model\":\"mock/large\",\"input\":\"Hi\",\"user\":\"mock:chunks=4,break=" + broken + "\"}");

        assertThat(response.complete()).as(broken).isFalse();
        assertThat(response.status()).isEqualTo(200);
        var next = relay.post(SPEECH, "{\"model\":\"mock/large\",\"input\":\"Hi\",\"user\":\"mock:chunks=2\"}");
        assertThat(next.complete()).isTrue();
        assertThat(next.body().length()).isEqualTo(2_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"reset-before", "close-before", "not-http", "bad-status", "html", "gzip"})
    void soundThatNeverBeginsIsAnError(String broken) {
        var response = relay.post(
                SPEECH, "{\"model\":\"mock/large\",\"input\":\"Hi\",\"user\":\"mock:chunks=4,break=" + broken + "\"}");

        assertThat(response.status()).as(broken).isEqualTo(502);
        assertThat(response.body()).startsWith("{\"error\":{\"message\":");
    }

    @Test
    void aClientThatLeavesStopsTheUpstream() throws InterruptedException {
        try (var connection =
                relay.send(SPEECH, "{\"model\":\"mock/large\",\"input\":\"Hi\",\"user\":\"mock:chunks=500,gap=20\"}")) {
            connection.readHead();
            connection.readBytes(2_000);
        }
        relay.upstream().awaitLeft();
        assertThat(lines.next()).containsEntry("outcome", "client_gone");
    }

    @ParameterizedTest
    @CsvSource({
        "json, application/json",
        "verbose_json, application/json",
        "text, text/plain; charset=utf-8",
        "srt, text/plain; charset=utf-8",
        "vtt, text/plain; charset=utf-8"
    })
    void passAFormUnderTheUpstreamsNameOfTheModel(String format, String type) {
        byte[] sound = sound(100_000);
        var response = transcribe(new Form()
                .field("model", "mock/large")
                .field("response_format", format)
                .file(sound)
                .field("language", "en")
                .end());

        assertThat(response.status()).as(response.body()).isEqualTo(200);
        assertThat(response.header("content-type")).contains(type);
        assertThat(response.body()).contains("100000 bytes of " + digest(sound) + " for up/large");
        assertThat(relay.upstream().stats().lastHeaders())
                .containsEntry("content-type", "multipart/form-data; boundary=" + Form.BOUNDARY);
    }

    @Test
    void passAFormThatBeginsWithItsFile() {
        byte[] sound = sound(2 * MIB);
        var response =
                transcribe(new Form().file(sound).field("model", "mock/large").end());

        assertThat(response.status()).as(response.body()).isEqualTo(200);
        assertThat(response.body()).contains(2 * MIB + " bytes of " + digest(sound) + " for up/large");
    }

    /** Whoever is not known yet, or expects to be told to go on, is served by the framework. */
    @Test
    void passAFormThatTheFrameworkTook() {
        byte[] sound = sound(MIB);
        byte[] form = new Form().field("model", "mock/large").file(sound).end();
        try (var connection = sendForm(TRANSCRIPTIONS + "?served=by-the-framework", form)) {
            var response = connection.readResponse();
            assertThat(response.status()).as(response.body()).isEqualTo(200);
            assertThat(response.body()).contains(MIB + " bytes of " + digest(sound) + " for up/large");
        }
        for (String format : new String[] {"text", "srt"}) {
            byte[] asked = new Form()
                    .field("model", "mock/large")
                    .field("response_format", format)
                    .file(sound)
                    .end();
            try (var connection = sendForm(TRANSCRIPTIONS + "?served=by-the-framework", asked)) {
                assertThat(connection.readResponse().body()).contains(MIB + " bytes of " + digest(sound));
            }
        }
        var spoken = relay.post(
                SPEECH + "?served=by-the-framework",
                "{\"model\":\"mock/large\",\"input\":\"Hi\",\"user\":\"mock:chunks=3\"}");
        assertThat(spoken.header("content-type")).contains("audio/mpeg");
        assertThat(spoken.body().length()).isEqualTo(3_000);
        var cut = relay.post(
                SPEECH + "?served=by-the-framework",
                "{\"model\":\"mock/large\",\"input\":\"Hi\",\"user\":\"mock:chunks=4,break=reset-after\"}");
        assertThat(cut.complete()).isFalse();
        var head = head(TRANSCRIPTIONS, form.length).replace("\r\n\r\n", "\r\nExpect: 100-continue\r\n\r\n");
        try (var connection = RawHttp.connect(relay.port()).send(head)) {
            assertThat(connection.readHead()).startsWith("HTTP/1.1 100");
            var response = connection.send(form).readResponse();
            assertThat(response.status()).as(response.body()).isEqualTo(200);
        }
    }

    @Test
    void passAFileThatIsLargerThanAllMemoryForBodies() {
        byte[] sound = sound(25 * MIB);
        var response =
                transcribe(new Form().field("model", "mock/large").file(sound).end());

        assertThat(response.status()).as(response.body()).isEqualTo(200);
        assertThat(response.body()).contains(25 * MIB + " bytes of " + digest(sound));
    }

    @Test
    void passATranscriptAsItIsSpoken() {
        var response = transcribe(new Form()
                .field("model", "mock/large")
                .field("stream", "true")
                .file(sound(1_000))
                .end());

        assertThat(response.header("content-type")).contains("text/event-stream; charset=utf-8");
        assertThat(response.body()).contains("event: transcript.text.delta", "event: transcript.text.done");
    }

    @Test
    void aFormThatWouldNotFitIsRefusedWhereItMustBeKept() {
        var response = transcribe(
                new Form().file(sound(9 * MIB)).field("model", "mock/large").end());

        assertThat(response.status()).isEqualTo(503);
        assertThat(response.header("retry-after")).isPresent();
    }

    @Test
    void theUpstreamNeverGetsTheEndOfAFormThatNamesTwoModels() {
        byte[] form = new Form()
                .field("model", "mock/large")
                .file(sound(3 * MIB))
                .field("model", "mock/embedder")
                .end();
        try (var connection = sendForm(TRANSCRIPTIONS, form)) {
            var response = connection.readResponse();
            assertThat(response.status()).isEqualTo(400);
            assertThat(response.body()).contains("Duplicate parameter: 'model'", "\"param\":\"model\"");
        }
        assertThat(relay.upstream().stats().requests()).isZero();
    }

    @Test
    void theRestOfARefusedFormIsThrownAwayAndTheNextRequestServed() {
        byte[] form = new Form().field("model", "no/such").file(sound(3 * MIB)).end();
        try (var connection = sendForm(TRANSCRIPTIONS, form)) {
            assertThat(connection.readResponse().status()).isEqualTo(404);
            byte[] good =
                    new Form().field("model", "mock/large").file(sound(10)).end();
            connection.send(head(TRANSCRIPTIONS, good.length)).send(good);
            assertThat(connection.readResponse().status()).isEqualTo(200);
        }
    }

    @Test
    void aClientThatLeavesInItsFileLeavesNothingBehind() throws InterruptedException {
        byte[] begun =
                new Form().field("model", "mock/large").file(sound(3 * MIB)).begun();
        try (var connection = RawHttp.connect(relay.port())
                .send(head(TRANSCRIPTIONS, 25 * MIB))
                .send(begun)) {
            assertThat(connection.socket().isConnected()).isTrue();
        }
        assertThat(lines.next()).containsEntry("outcome", "client_gone");
        assertThat(transcribe(new Form()
                                .field("model", "mock/large")
                                .file(sound(10))
                                .end())
                        .status())
                .isEqualTo(200);
        awaitTheLastLine();
    }

    @Test
    void anErrorOfTheUpstreamIsTold() {
        var form = new Form()
                .field("model", "mock/large")
                .field("user", "mock:status=400")
                .file(sound(MIB))
                .end();

        var response = transcribe(form);
        assertThat(response.status()).isEqualTo(400);
        assertThat(response.body()).startsWith("{\"error\":{\"message\":").doesNotContainIgnoringCase("canary-key");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            multipart/form-data                             | 400 | one boundary
            multipart/form-data; boundary=                  | 400 | one boundary
            multipart/form-data; boundary=a; boundary=b     | 400 | one boundary
            multipart/form-data; boundary="a                | 400 | one boundary
            multipart/form-data; boundary=other             | 400 | does not begin with its boundary
            application/json                                | 415 | ontent""")
    void refuseWhatIsNoForm(String type, int status, String words) {
        byte[] form = new Form().field("model", "mock/large").file(sound(10)).end();
        var head = head(TRANSCRIPTIONS, form.length)
                .replace("multipart/form-data; boundary=" + Form.BOUNDARY, type.strip());
        try (var connection = RawHttp.connect(relay.port()).send(head).send(form)) {
            var response = connection.readResponse();
            assertThat(response.status()).as(response.body()).isEqualTo(status);
            assertThat(response.body()).contains(words);
        }
    }

    @Test
    void needTheirFieldsAndAModelThatHasThem() {
        assertThat(relay.post(SPEECH, "{\"model\":\"mock/large\"}").body()).contains("\"param\":\"input\"");
        assertThat(relay.post("/v1/rerank", "{\"model\":\"mock/large\"}").body())
                .contains("\"param\":\"query\"");
        assertThat(relay.post("/v1/images/generations", "{\"prompt\":\"a\"}").body())
                .contains("\"param\":\"model\"");
        assertThat(transcribe(new Form().field("model", "mock/large").end()).body())
                .contains("\"param\":\"file\"");
        assertThat(transcribe(new Form().file(sound(10)).end()).body()).contains("\"param\":\"model\"");
        for (var model : new String[] {"gatehouse/echo", "claude"}) {
            var response = relay.post(SPEECH, "{\"model\":\"" + model + "\",\"input\":\"a\"}");
            assertThat(response.status()).isEqualTo(400);
            assertThat(response.body()).contains("does not support this endpoint");
        }
    }
}
