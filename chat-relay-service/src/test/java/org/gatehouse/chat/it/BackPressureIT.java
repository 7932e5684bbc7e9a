package org.gatehouse.chat.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.LockSupport;
import org.gatehouse.testing.net.RawConnection;
import org.gatehouse.testing.net.RawHttp;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackPressureIT {

    private static final int CHUNKS = 60_000;

    @RegisterExtension
    static final RelayRig relay = RelayRig.start();

    @ParameterizedTest
    @CsvSource({
        "/v1/chat/completions,messages,[DONE]",
        "/v1/chat/completions?served=by-the-framework,messages,[DONE]",
        "/v1/messages,messages,message_stop",
        "/v1/responses,input,response.completed"
    })
    void holdsTheUpstreamBackWhileTheClientDoesNotReadAndLosesNothing(String path, String subject, String end) {
        relay.upstream().reset();
        String user = path.equals("/v1/messages") ? "\"metadata\":{\"user_id\":\"%s\"}" : "\"user\":\"%s\"";
        String body = "{\"model\":\"mock/large\",\"stream\":true,\"max_tokens\":99999,"
                + user.formatted("mock:chunks=" + CHUNKS)
                + ",\"" + subject + "\":[{\"role\":\"user\",\"content\":\"Say something\"}]}";
        try (RawConnection connection = RawHttp.connectWithSmallWindow(relay.port())) {
            connection.send("POST " + path + " HTTP/1.1\r\nHost: relay\r\n" + relay.byTheEdge()
                    + "Authorization: Bearer " + relay.token()
                    + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
            connection.readBytes(1);
            // The upstream would have sent its 13 MB in well under a second.
            LockSupport.parkNanos(2_000_000_000L);
            assertThat(relay.upstream().stats().open()).isEqualTo(1);

            assertThat(new String(connection.readBytes(1_000_000), StandardCharsets.UTF_8))
                    .contains("word1000 ");
            String last = connection.readLine();
            while (!last.contains(end)) {
                last = connection.readLine();
            }
        }
    }
}
