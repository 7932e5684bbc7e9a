package org.gatehouse.testing.upstream;

import static org.gatehouse.testing.upstream.Breakage.closing;
import static org.gatehouse.testing.upstream.Breakage.keeping;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** Good words that arrive badly: lengths and chunks that lie, cuts, silences, codings nobody asked for. */
final class BrokenFraming {

    private static final int BOMB_BYTES = 50_000_000;

    static final Map<String, Breakage> KINDS = Map.ofEntries(
            Map.entry("half", keeping((good, wire) -> good.firstHalf().sendChunked(wire))),
            Map.entry("cut", closing((good, wire) -> good.firstHalf().begin(wire))),
            Map.entry("reset-after", closing((good, wire) -> {
                good.firstHalf().begin(wire);
                wire.reset();
            })),
            Map.entry("silent-first", closing((good, wire) -> {
                wire.begin(good.headers());
                wire.fallSilent();
            })),
            Map.entry("silent", closing((good, wire) -> {
                good.firstHalf().begin(wire);
                wire.fallSilent();
            })),
            Map.entry("mid-frame", closing((good, wire) -> halfAFrame(good).begin(wire))),
            Map.entry(
                    "clean-mid-frame", keeping((good, wire) -> halfAFrame(good).sendChunked(wire))),
            Map.entry("cut-in-chunk", closing((good, wire) -> {
                good.firstHalf().begin(wire);
                wire.raw("400\r\ndata: {\"id\"");
            })),
            Map.entry("bad-chunk", closing((good, wire) -> {
                good.firstHalf().begin(wire);
                wire.raw("ZZ\r\n");
            })),
            Map.entry("huge-chunk", closing((good, wire) -> {
                good.firstHalf().begin(wire);
                wire.raw("FFFFFFFFFFFFFFFF\r\n");
                wire.raw(good.secondHalf().bytes());
            })),
            Map.entry("chunk-without-end", closing((good, wire) -> {
                good.firstHalf().begin(wire);
                wire.raw("2\r\ndata: {}\n\n");
            })),
            Map.entry("no-last-chunk", closing((good, wire) -> good.begin(wire))),
            Map.entry("trailers", keeping((good, wire) -> {
                good.begin(wire);
                wire.raw("0\r\nx-checksum: CANARY\r\n\r\n");
            })),
            Map.entry("trailer-bomb", closing((good, wire) -> {
                good.begin(wire);
                wire.raw("0\r\n" + "x-checksum: CANARY\r\n".repeat(20_000) + "\r\n");
            })),
            Map.entry("short-length", closing((good, wire) -> {
                wire.head(200, good.headers() + "content-length: " + good.bytes().length + "\r\n");
                wire.raw(good.firstHalf().bytes());
            })),
            Map.entry("long-length", keeping((good, wire) -> {
                wire.head(
                        200,
                        good.headers() + "content-length: " + good.firstHalf().bytes().length + "\r\n");
                wire.raw(good.bytes());
            })),
            Map.entry("until-close", closing((good, wire) -> {
                wire.head(200, good.headers());
                wire.raw(good.bytes());
            })),
            Map.entry(
                    "close-without-body",
                    closing((good, wire) -> wire.head(200, good.headers() + "connection: close\r\n"))),
            Map.entry(
                    "two-answers",
                    keeping((good, wire) -> wire.raw(("HTTP/1.1 200 OK\r\n" + good.headers()
                                    + "content-length: " + good.bytes().length + "\r\n\r\n" + good.text()
                                    + "HTTP/1.1 200 OK\r\ncontent-length: 12\r\n\r\n{\"CANARY\":1}")
                            .getBytes(StandardCharsets.UTF_8)))),
            Map.entry("closes-after", closing((good, wire) -> good.send(wire))),
            Map.entry(
                    "says-close",
                    keeping((good, wire) -> good.withHeaders(good.headers() + "connection: close\r\n")
                            .send(wire))),
            Map.entry(
                    "gzip",
                    keeping((good, wire) ->
                            wire.whole(200, good.headers() + "content-encoding: gzip\r\n", gzip(good.bytes())))),
            Map.entry(
                    "gzip-bomb",
                    keeping((good, wire) ->
                            wire.whole(200, good.headers() + "content-encoding: gzip\r\n", Bomb.PACKED))),
            Map.entry("bytes", keeping(BrokenFraming::byteByByte)),
            Map.entry("one-byte-a-second", closing(BrokenFraming::slowly)));

    private BrokenFraming() {}

    /** Much from little, packed once. */
    private static final class Bomb {

        private static final byte[] PACKED = packed();

        private static byte[] packed() {
            var packed = new ByteArrayOutputStream();
            try (var gzip = new GZIPOutputStream(packed)) {
                byte[] nothing = new byte[BOMB_BYTES / 1_000];
                for (int i = 0; i < 1_000; i++) {
                    gzip.write(nothing);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return packed.toByteArray();
        }
    }

    private static Good halfAFrame(Good good) {
        return good.stream() ? good.firstHalf().followedBy("data: {\"id\":\"chatcmpl-1\",\"choi") : good.firstHalf();
    }

    private static void byteByByte(Good good, SocketWire wire) throws IOException {
        wire.begin(good.headers());
        for (byte b : good.bytes()) {
            wire.chunk(new byte[] {b});
        }
        wire.lastChunk();
    }

    private static void slowly(Good good, SocketWire wire) throws IOException {
        byte[] answer =
                ("HTTP/1.1 200 OK\r\n" + good.headers() + "\r\n" + good.text()).getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < answer.length; i++) {
            wire.raw(Arrays.copyOfRange(answer, i, i + 1));
            wire.pause(1_000);
        }
    }

    private static byte[] gzip(byte[] whole) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(whole);
        }
        return packed.toByteArray();
    }
}
