package org.gatehouse.testing.upstream;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.zip.GZIPOutputStream;

/** Answers that are broken below the level of any dialect, the same for every endpoint, streamed or not. */
final class BrokenHttp {

    static final Set<String> KINDS = Set.of(
            "not-http",
            "bad-status",
            "two-lengths",
            "length-and-chunked",
            "huge-head",
            "gzip-bomb",
            "redirect-here",
            "one-byte-a-second",
            "half-head",
            "informational-only",
            "switching-protocols",
            "no-content");

    private static final int BOMB_BYTES = 50_000_000;

    private final Wire wire;

    BrokenHttp(Wire wire) {
        this.wire = wire;
    }

    /** False: the connection is of no more use. */
    boolean send(String kind, String host) throws IOException {
        switch (kind) {
            case "not-http" -> wire.raw("SSH-2.0-OpenSSH_9.6\r\n");
            case "bad-status" -> wire.raw("HTTP/1.1 abc Whatever\r\ncontent-length: 2\r\n\r\n{}");
            case "two-lengths" -> wire.raw("HTTP/1.1 200 OK\r\ncontent-length: 2\r\ncontent-length: 3\r\n\r\n{} ");
            case "length-and-chunked" ->
                wire.raw(
                        "HTTP/1.1 200 OK\r\ncontent-length: 2\r\ntransfer-encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n");
            case "huge-head" ->
                wire.raw("HTTP/1.1 200 OK\r\nx-long: " + "x".repeat(200_000) + "\r\ncontent-length: 2\r\n\r\n{}");
            case "gzip-bomb" -> wire.whole(200, "content-type: application/json\r\ncontent-encoding: gzip\r\n", bomb());
            case "redirect-here" -> wire.whole(307, "location: http://" + host + "/v1/trap\r\n", new byte[0]);
            case "one-byte-a-second" -> oneByteASecond();
            case "half-head" -> wire.raw("HTTP/1.1 200 OK\r\ncontent-ty");
            case "informational-only" -> wire.raw("HTTP/1.1 103 Early Hints\r\nlink: </x>\r\n\r\n");
            case "switching-protocols" ->
                wire.raw("HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n");
            case "no-content" -> wire.raw("HTTP/1.1 204 No Content\r\n\r\n");
            default -> throw new IllegalArgumentException("no such break: " + kind);
        }
        return false;
    }

    private void oneByteASecond() throws IOException {
        byte[] answer = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\ndata: {}\n\n"
                .getBytes(StandardCharsets.US_ASCII);
        for (byte b : answer) {
            wire.raw(String.valueOf((char) b));
            wire.pause(1_000);
        }
    }

    private static byte[] bomb() throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(new byte[BOMB_BYTES]);
        }
        return packed.toByteArray();
    }
}
