package org.gatehouse.testing.net;

import java.util.ArrayList;
import java.util.List;

/**
 * One request that a guarded server must refuse, and with what. The same corpus is sent to every service and, through the
 * edge, towards origins: none of them may ever act on it.
 *
 * @param request the bytes as ISO 8859-1, for a POST route at the path the corpus was made for
 */
public record HostileRequest(String name, String request, int status) {

    private static final String SMUGGLED = "GET /smuggled HTTP/1.1\r\nHost: here\r\n\r\n";

    @Override
    public String toString() {
        return name;
    }

    /** @param path of a route that takes a POST with a body */
    public static List<HostileRequest> corpus(String path) {
        var all = new ArrayList<HostileRequest>();
        requestLines(all, path);
        hosts(all, path);
        lengths(all, path);
        codings(all, path);
        chunks(all, path);
        headers(all, path);
        paths(all, path);
        all.addAll(MoreHostileRequests.corpus(path));
        return List.copyOf(all);
    }

    private static void add(List<HostileRequest> all, int status, String name, String request) {
        all.add(new HostileRequest(name, request, status));
    }

    private static void requestLines(List<HostileRequest> all, String path) {
        var rest = "\r\nHost: here\r\nContent-Length: 0\r\n\r\n";
        add(all, 400, "no version", "POST " + path + rest);
        add(all, 400, "HTTP/2.0 in a request line", "POST " + path + " HTTP/2.0" + rest);
        add(all, 400, "HTTP/1.2", "POST " + path + " HTTP/1.2" + rest);
        add(all, 400, "HTTP/0.9", "POST " + path + " HTTP/0.9" + rest);
        add(all, 400, "HTTP/1.10", "POST " + path + " HTTP/1.10" + rest);
        add(all, 400, "no protocol name", "POST " + path + " FTP/1.1" + rest);
        add(all, 400, "a control byte in front", "\u0001POST " + path + " HTTP/1.1" + rest);
        add(all, 400, "a TLS hello", "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\r\n\r\n");
        add(all, 400, "an illegal character in the method", "PO(T " + path + " HTTP/1.1" + rest);
        add(all, 400, "a NUL in the target", "POST " + path + "\u0000 HTTP/1.1" + rest);
        add(all, 400, "a bare line feed after the request line", "POST " + path + " HTTP/1.1\nHost: here\r\n\r\n");
        add(all, 400, "a bare carriage return in the request line", "POST " + path + "\rX HTTP/1.1" + rest);
        add(all, 414, "a target that is too long", "POST " + path + "?" + "a".repeat(9000) + " HTTP/1.1" + rest);
        add(all, 400, "HTTP/2 preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
    }

    private static void hosts(List<HostileRequest> all, String path) {
        var line = "POST " + path + " HTTP/1.1\r\nContent-Length: 0\r\n";
        add(all, 400, "no host", line + "\r\n");
        add(all, 400, "no host in HTTP/1.0", "POST " + path + " HTTP/1.0\r\nContent-Length: 0\r\n\r\n");
        add(all, 400, "two hosts", line + "Host: here\r\nHost: there\r\n\r\n");
        add(all, 400, "the same host twice", line + "Host: here\r\nHost: here\r\n\r\n");
        for (var host : List.of(
                "",
                "a b",
                "a,b",
                "a/b",
                "a@b",
                "user:pw@a",
                "a:",
                "a:x",
                "a:99999",
                "a:1:2",
                ":80",
                "a\u00e9",
                "a?b",
                "a#b",
                "[::1",
                "[]",
                "[g::1]",
                "[::1]x",
                "a\\b",
                "a\u0080")) {
            add(all, 400, "host '" + host + "'", line + "Host: " + host + "\r\n\r\n");
        }
    }

    private static void lengths(List<HostileRequest> all, String path) {
        var line = "POST " + path + " HTTP/1.1\r\nHost: here\r\n";
        for (var length : List.of(
                "+2", "-2", "2.0", "0x2", "2 ", "2,2", "2, 3", "", "a", "99999999999999999999", "2_0", "\u00a02")) {
            if (!length.equals("2 ")) { // trailing white space is allowed
                add(all, 400, "content-length '" + length + "'", line + "Content-Length: " + length + "\r\n\r\nok");
            }
        }
        add(all, 400, "two lengths", line + "Content-Length: 2\r\nContent-Length: 3\r\n\r\nok!");
        add(all, 400, "equal lengths", line + "Content-Length: 2\r\nContent-Length: 2\r\n\r\nok");
        add(
                all,
                400,
                "length and chunked",
                line + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + SMUGGLED);
        add(
                all,
                400,
                "chunked and length",
                line + "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n" + SMUGGLED);
        add(all, 413, "a length beyond the limit", line + "Content-Length: 100000000\r\n\r\n");
    }

    private static void codings(List<HostileRequest> all, String path) {
        var line = "POST " + path + " HTTP/1.1\r\nHost: here\r\n";
        var body = "\r\n\r\n2\r\nok\r\n0\r\n\r\n";
        for (var coding : List.of(
                "blegh",
                "gzip",
                "identity",
                "gzip, chunked",
                "chunked, gzip",
                "chunked, chunked",
                "chunked, identity",
                ",chunked",
                "chunked,",
                "\u00a0chunked",
                "chunked\u00a0",
                "\"chunked\"",
                "xchunked",
                "chunkedx",
                "chun ked",
                "chunked;q=1",
                "\u000bchunked")) {
            add(all, 400, "transfer-encoding '" + coding + "'", line + "Transfer-Encoding: " + coding + body);
        }
        add(all, 400, "chunked twice", line + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked" + body);
        add(all, 400, "chunked and another", line + "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity" + body);
        add(
                all,
                400,
                "chunked in HTTP/1.0",
                "POST " + path + " HTTP/1.0\r\nHost: here\r\nTransfer-Encoding: chunked" + body);
        add(all, 400, "transfer-encoding with a space before its colon", line + "Transfer-Encoding : chunked" + body);
        add(all, 400, "folded transfer-encoding", line + "Transfer-Encoding:\r\n chunked, x" + body);
        add(all, 415, "gzip body", line + "Content-Encoding: gzip\r\nContent-Length: 2\r\n\r\nok");
        add(all, 415, "brotli body", line + "Content-Encoding: br\r\nContent-Length: 2\r\n\r\nok");
        add(all, 417, "an unknown expectation", line + "Expect: 200-ok\r\nContent-Length: 2\r\n\r\nok");
    }

    private static void chunks(List<HostileRequest> all, String path) {
        var head = "POST " + path + " HTTP/1.1\r\nHost: here\r\nTransfer-Encoding: chunked\r\n\r\n";
        add(all, 400, "bad first chunk size", head + "ZZ\r\nok\r\n0\r\n\r\n");
        add(all, 400, "bad second chunk size", head + "7\r\n{\"a\":1}\r\nZZ\r\n");
        add(all, 400, "negative chunk size", head + "-2\r\nok\r\n0\r\n\r\n");
        add(all, 400, "prefixed chunk size", head + "0x2\r\nok\r\n0\r\n\r\n");
        add(all, 400, "signed chunk size", head + "+2\r\nok\r\n0\r\n\r\n");
        add(all, 400, "huge chunk size", head + "FFFFFFFFFFFFFFFFF\r\nok\r\n0\r\n\r\n");
        add(all, 400, "chunk size beyond an int", head + "80000000\r\nok\r\n0\r\n\r\n");
        add(all, 400, "chunk longer than its size", head + "2\r\nok!\r\n0\r\n\r\n");
        add(all, 400, "chunk without its end of line", head + "2\r\nok0\r\n\r\n");
        add(all, 400, "chunk size ended by a bare line feed", head + "2\nok\r\n0\r\n\r\n");
        add(all, 400, "chunk data ended by a bare line feed", head + "2\r\nok\n0\r\n\r\n");
        add(all, 400, "chunk extension with a line feed", head + "2;a\nb\r\nok\r\n0\r\n\r\n");
        add(all, 400, "empty chunk size", head + "\r\nok\r\n0\r\n\r\n");
        add(all, 400, "trailer without a colon", head + "2\r\nok\r\n0\r\nrubbish\r\n\r\n");
        add(all, 400, "last chunk smuggling", head + "0\r\nX: y\nGET /smuggled HTTP/1.1\r\nHost: here\r\n\r\n");
    }

    private static void headers(List<HostileRequest> all, String path) {
        var line = "POST " + path + " HTTP/1.1\r\nHost: here\r\nContent-Length: 2\r\n";
        for (var header : List.of(
                "X: a\r\n folded",
                "X: a\r\n\tfolded",
                "content_length: 5",
                "no colon",
                ": no name",
                "X Y: 1",
                "X : 1",
                "X\u0000: 1",
                "X: a\u0000b",
                "X: a\u0001b",
                "X(: 1",
                "X\u00e9: 1",
                "X: a\u007fb")) {
            add(all, 400, "header '" + header + "'", line + header + "\r\n\r\nok");
        }
        add(all, 400, "a bare line feed within a header", line + "X: a\nHost: there\r\n\r\nok");
        add(all, 400, "a bare carriage return within a header", line + "X: a\rHost: there\r\n\r\nok");
        add(all, 431, "101 headers", line + "X: a\r\n".repeat(99) + "\r\nok");
        add(all, 431, "500 headers", line + "X: a\r\n".repeat(500) + "\r\nok");
        add(all, 431, "a header that is too long", line + "X: " + "a".repeat(100_000) + "\r\n\r\nok");
    }

    private static void paths(List<HostileRequest> all, String path) {
        for (var target : List.of(
                "/a/../x",
                "/..",
                "/.",
                "/a/.",
                "/a/..",
                "/a/./b",
                "/a//b",
                "//a",
                "/%2e%2e/x",
                "/%2E%2e/x",
                "/a/.%2e/b",
                "/a/%2e",
                "/a%2fb",
                "/a%2Fb",
                "/a%5cb",
                "/a%5Cb",
                "/a\\b",
                "/a%00b",
                "/a%253b",
                "/a%25",
                "/a;y=1",
                "/a;",
                "/a%3by=1",
                "/a%0d%0ab",
                "/a%0a",
                "/a%1f",
                "/a%7f",
                "/a%zz",
                "/a?%zz",
                "/a?b=%2",
                "/a%2",
                "/a%",
                "/a\u00ff",
                "/a\u00e9",
                "/a%ff",
                "/a%c0%af",
                "/a%e0%80%af",
                "/a%ed%a0%80",
                "/a%f5%80%80%80",
                "/a%c3",
                "/a%c3(",
                "/a\"b",
                "/a<b>",
                "/a^b",
                "/a`b",
                "/a{b}",
                "/a|b",
                "/a[b]",
                "*",
                "a",
                "http://here" + path,
                "http://there" + path,
                "here:80",
                "/a#b",
                "/a?b#c",
                "/a?b\\c",
                "/a?b\u00e9",
                "?a",
                "https://here/",
                "//there/a")) {
            add(
                    all,
                    400,
                    "target " + target,
                    "POST " + target + " HTTP/1.1\r\nHost: here\r\nContent-Length: 2\r\n\r\nok");
        }
    }
}
