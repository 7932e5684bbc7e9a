package org.gatehouse.testing.upstream;

import static org.gatehouse.testing.upstream.Breakage.closing;
import static org.gatehouse.testing.upstream.Breakage.keeping;

import java.io.IOException;
import java.util.Map;

/** What goes wrong before the first byte of a body. */
final class BrokenHeads {

    private static final String OK = "HTTP/1.1 200 OK\r\n";
    private static final int MANY = 20_000;

    static final Map<String, Breakage> KINDS = Map.ofEntries(
            Map.entry("reset-before", closing((good, wire) -> wire.reset())),
            Map.entry("close-before", closing((good, wire) -> wire.close())),
            Map.entry("hang", closing((good, wire) -> wire.fallSilent())),
            Map.entry("not-http", closing((good, wire) -> wire.raw("SSH-2.0-OpenSSH_9.6\r\n"))),
            Map.entry(
                    "bad-status",
                    closing((good, wire) -> wire.raw("HTTP/1.1 abc Whatever\r\ncontent-length: 2\r\n\r\n{}"))),
            Map.entry("bad-header", closing((good, wire) -> wire.raw(OK + "content-length : 2\r\n\r\n{}"))),
            Map.entry(
                    "two-lengths",
                    closing((good, wire) -> wire.raw(OK + "content-length: 2\r\ncontent-length: 3\r\n\r\n{} "))),
            Map.entry("negative-length", closing((good, wire) -> wire.raw(OK + "content-length: -2\r\n\r\n{}"))),
            Map.entry("garbled-length", closing((good, wire) -> wire.raw(OK + "content-length: two\r\n\r\n{}"))),
            Map.entry(
                    "length-and-chunked",
                    closing((good, wire) -> wire.raw(
                            OK + "content-length: 2\r\ntransfer-encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n"))),
            Map.entry(
                    "huge-head",
                    closing((good, wire) ->
                            wire.raw(OK + "x-long: " + "x".repeat(10 * MANY) + "\r\ncontent-length: 2\r\n\r\n{}"))),
            Map.entry(
                    "many-headers",
                    closing((good, wire) ->
                            wire.raw(OK + "x-many: 1\r\n".repeat(MANY) + "content-length: 2\r\n\r\n{}"))),
            Map.entry("half-head", closing((good, wire) -> {
                wire.raw(OK + "content-ty");
                wire.fallSilent();
            })),
            Map.entry("cut-head", closing((good, wire) -> wire.raw(OK + "content-ty"))),
            Map.entry("informational-only", closing((good, wire) -> {
                wire.raw("HTTP/1.1 103 Early Hints\r\nlink: </x>\r\n\r\n");
                wire.fallSilent();
            })),
            Map.entry("informational-flood", closing(BrokenHeads::flood)),
            Map.entry("informational-first", keeping((good, wire) -> {
                wire.raw("HTTP/1.1 103 Early Hints\r\nlink: </x>\r\n\r\n");
                good.send(wire);
            })),
            Map.entry(
                    "switching-protocols",
                    closing((good, wire) ->
                            wire.raw("HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n"))),
            Map.entry("no-content", closing((good, wire) -> wire.raw("HTTP/1.1 204 No Content\r\n\r\n"))),
            Map.entry(
                    "redirect",
                    keeping((good, wire) -> wire.whole(
                            307, "location: http://127.0.0.1:" + wire.localPort() + "/v1/trap\r\n", new byte[0]))),
            Map.entry("old-http", closing((good, wire) -> {
                wire.raw("HTTP/1.0 200 OK\r\n" + good.headers() + "\r\n");
                wire.raw(good.bytes());
            })));

    private BrokenHeads() {}

    private static void flood(Good good, SocketWire wire) throws IOException {
        while (true) {
            wire.raw("HTTP/1.1 103 Early Hints\r\nlink: </x>\r\n\r\n".repeat(100));
            wire.pause(1);
        }
    }
}
