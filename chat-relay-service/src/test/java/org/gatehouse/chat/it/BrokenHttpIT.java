package org.gatehouse.chat.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.gatehouse.testing.net.RawResponse;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is broken below any dialect ends as a documented error, streamed or not, in either dialect, and the next request is clean. */
class BrokenHttpIT {

    @RegisterExtension
    static final RelayRig relay = RelayRig.start();

    static Stream<String> rows() {
        return Stream.of(
                        "not-http",
                        "bad-status",
                        "two-lengths",
                        "length-and-chunked",
                        "huge-head",
                        "gzip-bomb",
                        "redirect-here",
                        "one-byte-a-second",
                        "half-head",
                        "informational-only",
                        "switching-protocols",
                        "no-content")
                .flatMap(how -> Stream.of("hasty", "hasty-claude").map(model -> how + " " + model))
                .flatMap(row -> Stream.of(row + " true", row + " false"));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void endsAsADocumentedErrorAndTheNextRequestIsClean(String row) {
        String[] part = row.split(" ", 3);
        String model = part[1];
        boolean stream = Boolean.parseBoolean(part[2]);
        relay.upstream().reset();
        RawResponse response = ask(model, stream, "mock:break=" + part[0]);

        assertThat(response.status()).isIn(502, 504);
        assertThat(response.body()).contains("\"error\":{").doesNotContain("CANARY", "SSH", "127.0.0.1");
        assertThat(relay.upstream().stats().requests()).isEqualTo(1);
        RawResponse next = ask(model, stream, "mock:chunks=2");
        assertThat(next.status()).isEqualTo(200);
        assertThat(next.body()).contains("word1");
    }

    private static RawResponse ask(String model, boolean stream, String script) {
        return model.equals("hasty")
                ? relay.chat(RelayRig.body(model, stream, script))
                : relay.post(MessagesIT.MESSAGES, MessagesIT.body(model, stream, script));
    }
}
