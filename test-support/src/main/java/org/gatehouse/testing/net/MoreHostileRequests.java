package org.gatehouse.testing.net;

import java.util.ArrayList;
import java.util.List;

/** What can be told apart only character by character: whole ranges of them, each at the places where it does harm. */
final class MoreHostileRequests {

    private static final String SMUGGLED = "GET /smuggled HTTP/1.1\r\nHost: here\r\n\r\n";
    private static final int BAD = 400;

    private final List<HostileRequest> all = new ArrayList<>();
    private final String path;
    private final String line;

    private MoreHostileRequests(String path) {
        this.path = path;
        this.line = "POST " + path + " HTTP/1.1\r\nHost: here\r\n";
    }

    static List<HostileRequest> corpus(String path) {
        var more = new MoreHostileRequests(path);
        more.headerNames();
        more.headerValues();
        more.lengthsThatHideARequest();
        more.codingsThatHideARequest();
        more.chunkSizes();
        more.methodsAndVersions();
        return more.all;
    }

    private void add(String name, String request) {
        all.add(new HostileRequest(name, request, BAD));
    }

    private static String shown(char c) {
        return "0x" + Integer.toHexString(c);
    }

    private void headerNames() {
        for (char c : "\u0001\u0002\u0007\b\t\u000b\f\u001f \"(),/;<=>?@[\\]{}\u007f\u0080\u00a0\u00ff".toCharArray()) {
            add("header name with " + shown(c), line + "X" + c + "A: 1\r\nContent-Length: 2\r\n\r\nok");
        }
        for (char c : "\t \u000b\f\u0000\u00a0".toCharArray()) {
            add(
                    "length with " + shown(c) + " before its colon",
                    line + "Content-Length" + c + ": 2\r\n\r\nok" + SMUGGLED);
        }
    }

    private void headerValues() {
        for (char c = 0; c < ' '; c++) {
            if (c != '\t' && c != '\r' && c != '\n') {
                add("header value with " + shown(c), line + "X: a" + c + "b\r\nContent-Length: 2\r\n\r\nok");
            }
        }
    }

    private void lengthsThatHideARequest() {
        for (var length : List.of(
                "\u000b0",
                "0\u000b",
                "\f0",
                "0\f",
                "0\u00a0",
                "0\u0085",
                "0;",
                "0 0",
                "0\t0",
                "0x0",
                "00x",
                "O",
                "1e1",
                "0,",
                ",0",
                "0, 0",
                "\"0\"",
                "'0'",
                "0/1",
                "--0",
                "+0",
                "-0",
                "0.",
                ".0",
                "\u0660",
                "0b0",
                "0h",
                "0_",
                "18446744073709551616",
                "9223372036854775808",
                "-1",
                "0\u0000")) {
            add("length '" + length + "' and a request", line + "Content-Length: " + length + "\r\n\r\n" + SMUGGLED);
        }
        for (var second : List.of("content-length: 5", "CONTENT-LENGTH: 5", "Content-length: 0, 5")) {
            add("another length: " + second, line + "Content-Length: 0\r\n" + second + "\r\n\r\n" + SMUGGLED);
        }
    }

    private void codingsThatHideARequest() {
        var rest = "\r\nContent-Length: 4\r\n\r\n1\r\nZ\r\n0\r\n\r\n" + SMUGGLED;
        for (var name : List.of(
                "Transfer-Encoding:chunked",
                "Transfer-Encoding: CHUNKED",
                "transfer-encoding: Chunked",
                "Transfer-Encoding: identity",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: x",
                "Transfer-Encoding: x\r\nTransfer-Encoding: chunked",
                "Transfer-Encoding:\u000bchunked",
                "Transfer-Encoding: chunked\u000b",
                "Transfer-Encoding:\fchunked",
                "Transfer-Encoding: chunk",
                "Transfer-Encoding: chunked-x",
                "Transfer-Encoding: 'chunked'",
                "Transfer-Encoding: chunked, cow",
                "Transfer-Encoding: cow, chunked",
                "Transfer-Encoding: deflate, chunked",
                "Transfer-Encoding: compress",
                "Transfer-Encoding: trailers",
                "Transfer-Encoding: \u212bhunked",
                "Transfer_Encoding: chunked",
                "Transfer-Encoding\u000b: chunked",
                "Transfer-Encoding\t: chunked",
                "Transfer-Encoding : chunked",
                "Transfer\u00adEncoding: chunked")) {
            add("length and '" + name + "'", line + name + rest);
        }
    }

    private void chunkSizes() {
        var head = line + "Transfer-Encoding: chunked\r\n\r\n";
        for (var size : List.of(
                "g",
                "0g",
                "2g",
                "2,2",
                "2.0",
                "-0",
                "--2",
                "\"2\"",
                "0x0",
                "2h",
                "02x",
                "%32",
                "\u00b2",
                "\u0662",
                "\u00002",
                "7fffffffffffffff1")) {
            add("chunk size '" + size + "'", head + size + "\r\nok\r\n0\r\n\r\n" + SMUGGLED);
        }
    }

    private void methodsAndVersions() {
        var rest = "\r\nHost: here\r\nContent-Length: 0\r\n\r\n";
        for (char c : "\u0001\u0007\u001f\"(),/:;<=>?@[\\]{}\u007f\u0080\u00ff".toCharArray()) {
            add("method with " + shown(c), "PO" + c + "ST " + path + " HTTP/1.1" + rest);
        }
        for (var version : List.of(
                "HTTP/1",
                "HTTP/1.",
                "HTTP/.1",
                "HTTP/11",
                "HTTP/1.1.1",
                "HTTP/1,1",
                "HTTP/-1.1",
                "HTTP/0.0",
                "HTTP/9.9",
                "HTTP/3.0",
                "HTTPS/1.1",
                "ICY/1.1",
                "HTTP\\1.1",
                "HTTP/1.1x",
                "xHTTP/1.1")) {
            add("version " + version, "POST " + path + " " + version + rest);
        }
    }
}
