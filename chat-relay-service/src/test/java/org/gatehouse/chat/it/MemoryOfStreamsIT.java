package org.gatehouse.chat.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.gatehouse.testing.net.RawResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is kept of a stream, and of an answer that is written anew, counts as well: long events, and what comes once more at the end. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class MemoryOfStreamsIT {

    private static final int KIB = 1024;
    private static final WireUpstream WIRE = WireUpstream.start();
    private static final String END =
            "{\"id\":\"c\",\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}";

    @RegisterExtension
    static final RelayRig relay = RelayRig.start(Map.of(
            "gatehouse.memory.budget",
            "1MB",
            "gatehouse.memory.account-share",
            "60",
            "gatehouse.upstreams.mock.base-url",
            WIRE.baseUrl()));

    @AfterEach
    void everythingIsGivenBack() {
        while (relay.memory().held() != 0) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    @AfterAll
    static void stop() {
        WIRE.close();
    }

    @ParameterizedTest
    @CsvSource({"200,200", "700,503"})
    void countsAnEventThatIsLong(int kib, int status) {
        WIRE.says(WireUpstream.Said.chunks(chunk(kib) + "\n" + END));
        RawResponse response = relay.chat(RelayRig.body("mock/large", true, ""));

        assertThat(response.status()).isEqualTo(status);
        if (status == 200) {
            assertThat(response.body()).contains("x".repeat(kib * KIB)).endsWith("data: [DONE]\n\n");
        } else {
            assertThat(response.header("retry-after")).contains("1");
            assertThat(response.body()).contains("no memory");
        }
    }

    @ParameterizedTest
    @CsvSource({"2,true", "20,false"})
    void countsWhatResponsesSayOnceMoreAtTheirEnd(int chunks, boolean completed) {
        WIRE.says(WireUpstream.Said.chunks((chunk(20) + "\n").repeat(chunks) + END));
        String body = relay.post("/v1/responses", "{\"model\":\"mock/large\",\"stream\":true,\"input\":\"hi\"}")
                .body();

        assertThat(body.contains("event: response.completed")).isEqualTo(completed);
        assertThat(body.contains("no memory")).isNotEqualTo(completed);
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/chat/completions,true,100,200",
        "/v1/chat/completions,true,400,503",
        "/v1/chat/completions,false,200,200",
        "/v1/messages,false,50,200",
        "/v1/messages,false,200,503",
        "/v1/responses,false,50,200",
        "/v1/responses,false,200,503",
    })
    void countsAWholeAnswerThatIsWrittenAnew(String path, boolean stream, int kib, int status) {
        WIRE.says(WireUpstream.Said.json("{\"id\":\"c\",\"object\":\"chat.completion\",\"choices\":[{\"index\":0,"
                + "\"message\":{\"role\":\"assistant\",\"content\":\"" + "x".repeat(kib * KIB)
                + "\"},\"finish_reason\":\"stop\"}]}"));
        String subject = path.endsWith("responses")
                ? "\"input\":\"hi\""
                : "\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]";
        RawResponse response = relay.post(
                path, "{\"model\":\"mock/large\",\"max_tokens\":9,\"stream\":" + stream + "," + subject + "}");

        assertThat(response.status()).isEqualTo(status);
        assertThat(response.body().contains("no memory")).isEqualTo(status == 503);
    }

    private static String chunk(int kib) {
        return "{\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\",\"choices\":[{\"index\":0,"
                + "\"delta\":{\"role\":\"assistant\",\"content\":\"" + "x".repeat(kib * KIB)
                + "\"},\"finish_reason\":null}]}";
    }
}
