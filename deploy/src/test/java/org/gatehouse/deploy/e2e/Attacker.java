package org.gatehouse.deploy.e2e;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** One connection of an attacker, byte by byte in its own hands. */
final class Attacker implements AutoCloseable {
    private static final int PIECE = 65_536;
    private static final int ANSWER_MILLIS = 30_000;

    private final Socket socket;

    private Attacker(Socket socket) {
        this.socket = socket;
    }

    /** From an address that is not the others', so that no limit of theirs is used up. */
    static Attacker connect(int port) throws IOException {
        var socket = new Socket();
        socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.2"), 0));
        socket.setSoTimeout(ANSWER_MILLIS);
        socket.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), ANSWER_MILLIS);
        return new Attacker(socket);
    }

    Attacker head(String method, String path, String key, int length) throws IOException {
        var credential = key.isEmpty() ? "" : "authorization: Bearer " + key + "\r\n";
        return say(method + " " + path + " HTTP/1.1\r\nhost: localhost\r\nanthropic-version: 2023-06-01\r\n"
                + credential + "connection: close\r\ncontent-type: application/json\r\ncontent-length: " + length
                + "\r\n\r\n");
    }

    Attacker say(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        return this;
    }

    /** As much of it as the server takes; one that has answered before may take no more. */
    Attacker say(byte[] body) {
        try {
            for (int at = 0; at < body.length; at += PIECE) {
                socket.getOutputStream().write(body, at, Math.min(PIECE, body.length - at));
            }
        } catch (IOException refused) {
            return this;
        }
        return this;
    }

    /** The status of the answer, after which the connection is left. */
    String status() throws IOException {
        var line = new byte[12];
        int count = socket.getInputStream().readNBytes(line, 0, line.length);
        return count < line.length ? "closed" : new String(line, 9, 3, StandardCharsets.ISO_8859_1);
    }

    /** The status, once the answer has been read to its end or this much of it. */
    String statusOfAll(int most) throws IOException {
        var status = status();
        var buffer = new byte[PIECE];
        for (int read = 0; read < most; ) {
            int count = socket.getInputStream().read(buffer);
            if (count < 0) {
                break;
            }
            read += count;
        }
        return status;
    }

    /** Waits for the server to close, or gives up. */
    String untilClosed(int millis) throws IOException {
        socket.setSoTimeout(millis);
        return status();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
