package org.gatehouse.gateway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.UUID;
import org.gatehouse.gateway.fixture.RunningEdge;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class BodyLimitIT {

    private static final RunningEdge EDGE = RunningEdge.start();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @AfterAll
    static void stop() {
        HTTP.close();
        EDGE.close();
    }

    private static HttpResponse<String> post(String path, int bytes) throws IOException, InterruptedException {
        var token = EDGE.auth().issuer().userToken(UUID.randomUUID(), "execute", "read");
        var request = EDGE.request("POST", path, "Authorization", "Bearer " + token)
                .POST(BodyPublishers.ofByteArray(new byte[bytes]))
                .build();
        return HTTP.send(request, BodyHandlers.ofString());
    }

    @Test
    void isTheRoutesOwn() throws IOException, InterruptedException {
        assertThat(post("/api/v1/auth/login", 4 * 1024).statusCode()).isEqualTo(200);
        assertThat(post("/v1/chat/completions", 4 * 1024 * 1024).statusCode()).isEqualTo(200);
        assertThat(EDGE.relay().seen().getLast().body()).hasSize(4 * 1024 * 1024);
    }

    @Test
    void isAnsweredInTheShapeOfTheSurface() throws IOException, InterruptedException {
        var problem = post("/api/v1/auth/login", 4 * 1024 + 1);
        assertThat(problem.statusCode()).isEqualTo(413);
        assertThat(problem.body()).contains("\"type\":\"urn:gatehouse:error:request-too-large\"");
        var openAi = post("/v1/chat/completions", 32 * 1024 * 1024 + 1);
        assertThat(openAi.statusCode()).isEqualTo(413);
        assertThat(openAi.body()).contains("\"code\":\"request_too_large\"");
        assertThat(openAi.headers().firstValue("x-request-id")).isPresent();
    }
}
