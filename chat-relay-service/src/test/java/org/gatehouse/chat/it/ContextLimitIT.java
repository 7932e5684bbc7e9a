package org.gatehouse.chat.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.gatehouse.testing.net.RawResponse;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What cannot fit into the model's context is refused before anybody is asked, and nothing else is. */
class ContextLimitIT {

    @RegisterExtension
    static final RelayRig relay = RelayRig.start();

    @BeforeAll
    static void serveASmallModel() {
        relay.catalogue().serve("""
                {"models":[{"id":"small","upstream":"mock","upstream_model":"up/small","type":"chat","context_length":1000}]}""");
        relay.readCatalogue();
    }

    @ParameterizedTest
    @CsvSource({"CHAT,messages", "RESPONSES,input", "MESSAGES,messages"})
    void refusesWhatCertainlyDoesNotFitTheModel(Surface surface, String param) {
        RawResponse fits = relay.post(surface.path(), said(surface, "word ".repeat(1_001)));
        relay.upstream().reset();
        RawResponse tooLong = relay.post(surface.path(), said(surface, "word ".repeat(1_002)));

        assertThat(fits.status()).isEqualTo(200);
        assertThat(surface.verdict(tooLong)).isEqualTo("400");
        assertThat(tooLong.body())
                .contains(
                        surface == Surface.MESSAGES
                                ? List.of("prompt is too long: 1001 tokens > 1000 maximum")
                                : List.of("The maximum context length of 'small' is 1000 tokens", "at least 1001"));
        if (surface != Surface.MESSAGES) {
            assertThat(tooLong.body()).contains("\"param\":\"" + param + "\",\"code\":\"context_length_exceeded\"");
        }
        assertThat(relay.upstream().stats().requests()).isZero();
    }

    @Test
    void leavesToTheUpstreamWhatMayFit() {
        String longWord = said(Surface.CHAT, "x".repeat(100_000));
        String cut = said(Surface.RESPONSES, "word ".repeat(5_000))
                .replace("\"stream\"", "\"truncation\":\"auto\",\"stream\"");

        assertThat(relay.post(Surface.CHAT.path(), longWord).status()).isEqualTo(200);
        assertThat(relay.post(Surface.RESPONSES.path(), cut).status()).isEqualTo(200);
    }

    private static String said(Surface surface, String words) {
        return surface.body("small", false, "mock:chunks=1")
                .replace("\"Say something\"", "\"Hi\"")
                .replace("\"Hi\"", "\"" + words + "\"");
    }
}
