package org.gatehouse.chat.it;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.Executors;

/** A model server whose whole answers hold as many MiB of text as the beginning of the question says: {@code mib=30}. */
final class LongAnswers implements AutoCloseable {

    static final int MIB = 1024 * 1024;

    private static final int BEGINNING_BYTES = 256;
    private static final String START =
            "{\"id\":\"c1\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"m\",\"choices\":[{\"index\":0,"
                    + "\"message\":{\"role\":\"assistant\",\"content\":\"";
    private static final String END = "\"},\"finish_reason\":\"stop\"}],"
            + "\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":1,\"total_tokens\":2}}";

    private final HttpServer server;

    private LongAnswers(HttpServer server) {
        this.server = server;
    }

    static LongAnswers start() {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", LongAnswers::answer);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.start();
            return new LongAnswers(server);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String baseUrl() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
    }

    private static void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var asked = exchange.getRequestBody();
            int mib = mib(new String(asked.readNBytes(BEGINNING_BYTES), StandardCharsets.UTF_8));
            asked.transferTo(OutputStream.nullOutputStream());
            exchange.getResponseHeaders().set("content-type", "application/json");
            exchange.sendResponseHeaders(200, (long) mib * MIB + START.length() + END.length());
            var out = exchange.getResponseBody();
            out.write(START.getBytes(StandardCharsets.US_ASCII));
            byte[] piece = new byte[MIB];
            Arrays.fill(piece, (byte) 'x');
            for (int i = 0; i < mib; i++) {
                out.write(piece);
            }
            out.write(END.getBytes(StandardCharsets.US_ASCII));
        }
    }

    private static int mib(String question) {
        int at = question.indexOf("mib=");
        return at < 0 ? 0 : Integer.parseInt(question.substring(at + 4, question.indexOf('"', at)));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
