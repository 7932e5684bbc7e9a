package org.gatehouse.chat.it;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A model server that refuses, in its maker's words, the members that the name of the model lists after a plus sign each. */
final class PickyUpstream implements AutoCloseable {

    private static final String COMPLETION = """
            {"id":"c","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,"message":\
            {"role":"assistant","content":"ok"},"finish_reason":"stop"}],"usage":{"prompt_tokens":1,"completion_tokens":1}}""";
    private static final String MESSAGE = """
            {"id":"msg_1","type":"message","role":"assistant","model":"m","content":[{"type":"text","text":"ok"}],\
            "stop_reason":"end_turn","stop_sequence":null,"usage":{"input_tokens":1,"output_tokens":1}}""";

    /**
     * One request as it came.
     *
     * @param betas of {@code anthropic-beta}, or null
     * @param version of {@code anthropic-version}, or null
     */
    record Received(
            String body, @Nullable String betas, @Nullable String version) {}

    private final HttpServer http;
    private final List<Received> received = new CopyOnWriteArrayList<>();

    private PickyUpstream(HttpServer http) {
        this.http = http;
    }

    static PickyUpstream start() {
        try {
            var http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            var upstream = new PickyUpstream(http);
            http.createContext("/", upstream::serve);
            http.start();
            return upstream;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String baseUrl() {
        return "http://127.0.0.1:" + http.getAddress().getPort() + "/v1";
    }

    List<Received> received() {
        return received;
    }

    private void serve(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var headers = exchange.getRequestHeaders();
        received.add(new Received(body, headers.getFirst("anthropic-beta"), headers.getFirst("anthropic-version")));
        String model = body.replaceAll("(?s).*\"model\":\"([^\"]+)\".*", "$1");
        String refused = Stream.of(model.split("\\+", -1))
                .skip(1)
                .filter(member -> body.contains("\"" + member + "\":"))
                .findFirst()
                .orElse(null);
        boolean claude = exchange.getRequestURI().getPath().endsWith("/messages");
        answer(
                exchange,
                refused == null ? 200 : 400,
                refused == null ? (claude ? MESSAGE : COMPLETION) : refusal(refused, claude));
    }

    private static String refusal(String member, boolean claude) {
        return claude
                ? "{\"type\":\"error\",\"error\":{\"type\":\"invalid_request_error\",\"message\":\"`" + member
                        + "` is deprecated for this model.\"}}"
                : "{\"error\":{\"message\":\"Unsupported parameter: '" + member
                        + "' is not supported with this model.\",\"type\":\"invalid_request_error\",\"param\":\""
                        + member
                        + "\",\"code\":\"unsupported_parameter\"}}";
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        http.stop(0);
    }
}
