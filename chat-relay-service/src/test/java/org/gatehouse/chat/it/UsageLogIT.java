package org.gatehouse.chat.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.gatehouse.testing.net.RawConnection;
import org.gatehouse.testing.net.RawResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** One line per request tells what it cost, and never what was said. */
class UsageLogIT {

    @RegisterExtension
    static final RelayRig relay = RelayRig.start(Map.of("gatehouse.echo.token-delay", "50ms"));

    @RegisterExtension
    final UsageLines lines = new UsageLines();

    @Test
    void tellsWhoUsedWhatAndHowMuch() throws InterruptedException {
        UUID account = UUID.randomUUID();
        UUID key = UUID.randomUUID();
        String token = relay.issuer().keyToken(account, key, "execute");
        RawResponse response = relay.chat(RelayRig.body("mock/large", true, "mock:chunks=3"), token);

        Map<String, Object> line = lines.next();
        assertThat(line)
                .containsEntry("request_id", response.header("x-request-id").orElseThrow())
                .containsEntry("account_id", account)
                .containsEntry("key_id", key)
                .containsEntry("model", "mock/large")
                .containsEntry("upstream", "mock")
                .containsEntry("tokens_in", 7L)
                .containsEntry("tokens_out", 3L)
                .containsEntry("outcome", "ok")
                .containsKeys("duration_ms", "ttft_ms");
        assertThat(line.toString()).doesNotContain("Say something", "word0", token, "mock:chunks");
        assertThat(lines.none()).isTrue();
    }

    @Test
    void countsWhatTheUpstreamDoesNotReport() throws InterruptedException {
        relay.chat(RelayRig.body("mock/large", true, "mock:chunks=5,usage=none"));

        assertThat(lines.next().toString()).contains("tokens_in=9", "tokens_out=5", "tokens_source=ESTIMATED");
    }

    @Test
    void countsAUnaryAnswerThatComesWithoutUsage() throws InterruptedException {
        relay.chat(RelayRig.body("mock/large", false, "mock:chunks=5,usage=none"));

        assertThat(lines.next().toString())
                .contains("tokens_in=9", "tokens_source=ESTIMATED")
                .doesNotContain("tokens_out=0");
    }

    @Test
    void readsUsageInTheLastChoiceChunk() throws InterruptedException {
        relay.chat(RelayRig.body("mock/large", true, "mock:chunks=5,usage=last"));

        assertThat(lines.next().toString()).contains("tokens_in=7", "tokens_out=5", "tokens_source=REPORTED");
    }

    @Test
    void namesAFailure() throws InterruptedException {
        relay.chat(RelayRig.body("mock/large", false, "mock:status=429"));

        assertThat(lines.next()).containsEntry("outcome", "rate_limited");
    }

    @Test
    void tellsThatTheClientLeftAndThatTheEchoStopped() throws InterruptedException {
        String body = RelayRig.body("gatehouse/echo", true, "").replace("Say something", "word ".repeat(200));
        RawConnection connection = relay.send(RelayRig.CHAT, body);
        connection.readHead();
        connection.readBytes(400);
        long leftAt = System.nanoTime();
        connection.close();
        Map<String, Object> line = lines.next();

        assertThat(System.nanoTime() - leftAt).isLessThan(TimeUnit.MILLISECONDS.toNanos(100));
        assertThat(line).containsEntry("outcome", "client_gone");
        assertThat((Long) Objects.requireNonNull(line.get("tokens_out"))).isBetween(1L, 20L);
    }

    @Test
    void tellsHowMuchAClientThatLeftHasHad() throws InterruptedException {
        RawConnection connection =
                relay.send(RelayRig.CHAT, RelayRig.body("mock/large", true, "mock:chunks=500,gap=20"));
        connection.readHead();
        connection.readBytes(1_500);
        connection.close();
        Map<String, Object> line = lines.next();

        assertThat(line).containsEntry("outcome", "client_gone");
        assertThat((Long) Objects.requireNonNull(line.get("tokens_out"))).isBetween(1L, 100L);
    }
}
