package org.gatehouse.chat.it;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.gatehouse.testing.net.RawConnection;
import org.gatehouse.testing.net.RawResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.LoggerFactory;

/** One line per request tells what it cost, and never what was said. */
class UsageLogIT {

    private static final Logger USAGE = (Logger) LoggerFactory.getLogger("org.gatehouse.chat.usage");

    @RegisterExtension
    static final RelayRig relay = RelayRig.start(Map.of("gatehouse.echo.token-delay", "50ms"));

    private final BlockingQueue<ILoggingEvent> lines = new LinkedBlockingQueue<>();
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            lines.add(event);
        }
    };

    @BeforeEach
    void listen() {
        appender.start();
        USAGE.addAppender(appender);
    }

    @AfterEach
    void stopListening() {
        USAGE.detachAppender(appender);
    }

    @Test
    void tellsWhoUsedWhatAndHowMuch() throws InterruptedException {
        UUID account = UUID.randomUUID();
        UUID key = UUID.randomUUID();
        String token = relay.issuer().keyToken(account, key, "execute");
        RawResponse response = relay.chat(RelayRig.body("mock/large", true, "mock:chunks=3"), token);

        Map<String, Object> line = line();
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
        assertThat(lines).isEmpty();
    }

    @Test
    void countsWhatTheUpstreamDoesNotReport() throws InterruptedException {
        relay.chat(RelayRig.body("mock/large", true, "mock:chunks=5,usage=none"));

        assertThat(line().toString()).contains("tokens_in=9", "tokens_out=5", "tokens_source=ESTIMATED");
    }

    @Test
    void countsAUnaryAnswerThatComesWithoutUsage() throws InterruptedException {
        relay.chat(RelayRig.body("mock/large", false, "mock:chunks=5,usage=none"));

        assertThat(line().toString())
                .contains("tokens_in=9", "tokens_source=ESTIMATED")
                .doesNotContain("tokens_out=0");
    }

    @Test
    void readsUsageInTheLastChoiceChunk() throws InterruptedException {
        relay.chat(RelayRig.body("mock/large", true, "mock:chunks=5,usage=last"));

        assertThat(line().toString()).contains("tokens_in=7", "tokens_out=5", "tokens_source=REPORTED");
    }

    @Test
    void namesAFailure() throws InterruptedException {
        relay.chat(RelayRig.body("mock/large", false, "mock:status=429"));

        assertThat(line()).containsEntry("outcome", "rate_limited");
    }

    @Test
    void tellsThatTheClientLeftAndThatTheEchoStopped() throws InterruptedException {
        String body = RelayRig.body("gatehouse/echo", true, "").replace("Say something", "word ".repeat(200));
        RawConnection connection = relay.send(RelayRig.CHAT, body);
        connection.readHead();
        connection.readBytes(400);
        long leftAt = System.nanoTime();
        connection.close();
        Map<String, Object> line = line();

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
        Map<String, Object> line = line();

        assertThat(line).containsEntry("outcome", "client_gone");
        assertThat((Long) Objects.requireNonNull(line.get("tokens_out"))).isBetween(1L, 100L);
    }

    private Map<String, Object> line() throws InterruptedException {
        ILoggingEvent event = Objects.requireNonNull(lines.poll(5, TimeUnit.SECONDS), "no usage line");
        return event.getKeyValuePairs().stream()
                .filter(pair -> pair.value != null)
                .collect(Collectors.toMap(pair -> pair.key, pair -> pair.value));
    }
}
