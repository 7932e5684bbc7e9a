package org.gatehouse.kit.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class DelegatedTokensTest {

    private final SettableClock clock = new SettableClock();
    private final AtomicInteger asked = new AtomicInteger();
    private final HttpServer server;
    private volatile int status = 200;
    private volatile String body = "";
    private volatile String form = "";
    private final DelegatedTokens tokens;

    DelegatedTokensTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/token", exchange -> {
            try (exchange) {
                form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                asked.incrementAndGet();
                byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(status, bytes.length);
                exchange.getResponseBody().write(bytes);
            }
        });
        var url = "http://127.0.0.1:" + server.getAddress().getPort();
        var config = new TokensConfig("https://gatehouse.test", "chat-relay-service", "gateway-service", url, null);
        var client = new ClientConfig("chat-relay-service", "a-client-secret-for-tests-of-32-chars");
        tokens = new DelegatedTokens(config, client, new AuthServer(), clock);
    }

    @BeforeEach
    void start() {
        server.start();
        answer(200, "{\"access_token\":\"delegated\",\"expires_in\":60}");
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void areExchangedOnceForEachUserAndAudienceAndAgainBeforeTheyEnd() {
        assertThat(tokens.tokenFor("key-vault-service", "of+a user")).contains("delegated");
        assertThat(form)
                .contains("audience=key-vault-service", "subject_token=of%2Ba+user")
                .contains("grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Atoken-exchange");
        tokens.tokenFor("key-vault-service", "of+a user");
        assertThat(asked).hasValue(1);
        tokens.tokenFor("key-vault-service", "of another");
        tokens.tokenFor("model-catalog-service", "of+a user");
        assertThat(asked).hasValue(3);
        clock.advance(Duration.ofSeconds(41));
        tokens.tokenFor("key-vault-service", "of+a user");
        assertThat(asked).hasValue(4);
    }

    @Test
    void areNotThereForAUserWhoseTokenIsRefused() {
        answer(400, "{\"error\":\"invalid_grant\"}");
        assertThat(tokens.tokenFor("key-vault-service", "of a user")).isEmpty();
        answer(200, "{\"access_token\":\"delegated\",\"expires_in\":60}");
        assertThat(tokens.tokenFor("key-vault-service", "of a user")).contains("delegated");
    }

    @Test
    void cannotBeHadWhenAuthServiceDoesNotKnowUsOrTalksNonsense() {
        for (var wrong : new String[] {"{\"error\":\"invalid_client\"}", "<html>", "{}", ""}) {
            answer(401, wrong);
            assertThatThrownBy(() -> tokens.tokenFor("key-vault-service", "of a user"))
                    .isInstanceOf(ServiceTokenUnavailableException.class);
            answer(200, wrong);
            assertThatThrownBy(() -> tokens.tokenFor("key-vault-service", "of a user"))
                    .isInstanceOf(ServiceTokenUnavailableException.class);
        }
        server.stop(0);
        assertThatThrownBy(() -> tokens.tokenFor("key-vault-service", "of a user"))
                .isInstanceOf(ServiceTokenUnavailableException.class);
    }

    private void answer(int status, String body) {
        this.status = status;
        this.body = body;
    }
}
