package org.gatehouse.testing.upstream;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The sending side of one connection: whole answers, chunks, bare bytes, and the ways of breaking off. */
final class Wire {

    private final Socket socket;
    private final OutputStream out;
    private final CountDownLatch gone;

    Wire(Socket socket, CountDownLatch gone) throws IOException {
        this.socket = socket;
        this.out = socket.getOutputStream();
        this.gone = gone;
    }

    /** Lets time pass, unless the client leaves meanwhile. */
    void pause(int millis) throws ClientLeftException {
        try {
            if (gone.await(millis, TimeUnit.MILLISECONDS)) {
                throw new ClientLeftException();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClientLeftException();
        }
    }

    void whole(int status, String headers, byte[] body) throws IOException {
        head(status, headers + "content-length: " + body.length + "\r\n");
        out.write(body);
        out.flush();
    }

    void head(int status, String headers) throws IOException {
        raw("HTTP/1.1 " + status + " " + reason(status) + "\r\n" + headers + "x-request-id: req_upstream\r\n\r\n");
    }

    void chunk(byte[] bytes) throws IOException {
        out.write((Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.write(bytes);
        raw("\r\n");
    }

    void chunk(String text) throws IOException {
        chunk(text.getBytes(StandardCharsets.UTF_8));
    }

    void lastChunk() throws IOException {
        raw("0\r\n\r\n");
    }

    void raw(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    /** Closes with FIN. */
    void close() throws IOException {
        socket.close();
    }

    /** Closes with RST. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    private static String reason(int status) {
        return switch (status) {
            case 200 -> "OK";
            case 429 -> "Too Many Requests";
            default -> "Status";
        };
    }

    /** The client closed its side: there is nobody to answer any more. */
    static final class ClientLeftException extends IOException {
        private static final long serialVersionUID = 1L;
    }
}
