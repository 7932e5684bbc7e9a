package org.gatehouse.deploy.e2e;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

/** An upstream that costs whoever asks it as much as it can; the model that is asked for says how. */
final class HostileUpstream implements AutoCloseable {
    static final String MODELS =
            "[hostile-big, hostile-slow, hostile-stream, hostile-status, hostile-dots, hostile-hyphens]";

    private static final Pattern LENGTH = Pattern.compile("(?i)content-length: ([0-9]{1,9})");
    private static final int BIG = 30 * 1024 * 1024;
    private static final int LONG_TEXT = 20 * 1024;
    private static final int HEAD = 8192;
    private static final long SLOW_NANOS = 3_000_000_000L;
    private static final long BEAT_NANOS = 100_000_000L;

    private final ServerSocket server;
    private final AtomicInteger statuses = new AtomicInteger();

    private HostileUpstream(ServerSocket server) {
        this.server = server;
    }

    static HostileUpstream start() {
        try {
            var upstream = new HostileUpstream(new ServerSocket(0, 200, InetAddress.getLoopbackAddress()));
            Thread.ofVirtual().start(upstream::accept);
            return upstream;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return server.getLocalPort();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var socket = server.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    /** Gives one answer; the caller leaves when it likes. */
    private void serve(Socket socket) {
        try (socket) {
            var out = new BufferedOutputStream(socket.getOutputStream(), HEAD);
            answer(modelOf(socket.getInputStream()), out);
            out.flush();
        } catch (IOException left) {
            return;
        }
    }

    /** Reads the request to its end; only its beginning and its last bytes are kept. */
    private static String modelOf(InputStream in) throws IOException {
        var text = new StringBuilder();
        var buffer = new byte[HEAD];
        int end = -1;
        while (end < 0) {
            int count = in.read(buffer);
            if (count < 0) {
                throw new IOException("no request");
            }
            text.append(new String(buffer, 0, count, StandardCharsets.ISO_8859_1));
            end = text.indexOf("\r\n\r\n");
        }
        var length = LENGTH.matcher(text.substring(0, end));
        long left = (length.find() ? Long.parseLong(length.group(1)) : 0) - (text.length() - end - 4);
        while (left > 0) {
            int count = in.read(buffer);
            if (count < 0) {
                throw new IOException("half a request");
            }
            left -= count;
            keepEdges(text, new String(buffer, 0, count, StandardCharsets.ISO_8859_1));
        }
        return text.toString();
    }

    private static void keepEdges(StringBuilder text, String more) {
        text.append(more);
        if (text.length() > 4 * HEAD) {
            text.delete(2 * HEAD, text.length() - HEAD);
        }
    }

    private void answer(String request, OutputStream out) throws IOException {
        if (request.contains("hostile-big")) {
            big(out);
        } else if (request.contains("hostile-slow")) {
            LockSupport.parkNanos(SLOW_NANOS);
            whole(out, "200 OK", completion("late"));
        } else if (request.contains("hostile-stream")) {
            stream(out);
        } else if (request.contains("hostile-status")) {
            whole(out, "%03d Odd".formatted(statuses.getAndIncrement() % 100), completion("odd"));
        } else if (request.contains("hostile-dots")) {
            whole(out, "500 Broken", error("a."));
        } else {
            whole(out, "500 Broken", error("-a"));
        }
    }

    private static void big(OutputStream out) throws IOException {
        var before =
                "{\"id\":\"x\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"hostile-big\",\"choices\":[{\"index\":0,"
                        + "\"finish_reason\":\"stop\",\"message\":{\"role\":\"assistant\",\"content\":\"";
        var after = "\"}}]}";
        write(
                out,
                head("200 OK", "application/json") + "content-length: " + (before.length() + BIG + after.length())
                        + "\r\n\r\n" + before);
        var letters = new byte[HEAD];
        Arrays.fill(letters, (byte) 'b');
        for (int sent = 0; sent < BIG; sent += HEAD) {
            out.write(letters);
        }
        write(out, after);
    }

    private static void stream(OutputStream out) throws IOException {
        write(out, head("200 OK", "text/event-stream") + "\r\n");
        for (int i = 0; i < 100; i++) {
            write(
                    out,
                    "data: {\"id\":\"x\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"hostile-stream\","
                            + "\"choices\":[{\"index\":0,\"delta\":{\"content\":\"word \"}}]}\n\n");
            out.flush();
            LockSupport.parkNanos(BEAT_NANOS);
        }
    }

    private static String completion(String word) {
        return "{\"id\":\"x\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"m\",\"choices\":[{\"index\":0,"
                + "\"finish_reason\":\"stop\",\"message\":{\"role\":\"assistant\",\"content\":\"" + word + "\"}}]}";
    }

    private static String error(String pair) {
        return "{\"error\":{\"type\":\"server_error\",\"message\":\"" + pair.repeat(LONG_TEXT / 2) + "\"}}";
    }

    private static void whole(OutputStream out, String status, String json) throws IOException {
        write(out, head(status, "application/json") + "content-length: " + json.length() + "\r\n\r\n" + json);
    }

    private static String head(String status, String type) {
        return "HTTP/1.1 " + status + "\r\nconnection: close\r\ncontent-type: " + type + "\r\n";
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
