package org.gatehouse.testing.upstream;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The sending side of one connection: whole answers, chunks, bare bytes, and the ways of breaking off. */
final class SocketWire implements Wire {

    private final Socket socket;
    private final OutputStream out;
    private final CountDownLatch gone;

    SocketWire(Socket socket, CountDownLatch gone) throws IOException {
        this.socket = socket;
        this.out = socket.getOutputStream();
        this.gone = gone;
    }

    @Override
    public void pause(int millis) throws ClientLeftException {
        try {
            if (gone.await(millis, TimeUnit.MILLISECONDS)) {
                throw new ClientLeftException();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClientLeftException();
        }
    }

    @Override
    public void whole(int status, String headers, byte[] body) throws IOException {
        head(status, headers + "content-length: " + body.length + "\r\n");
        raw(body);
    }

    @Override
    public void begin(String headers) throws IOException {
        head(200, headers + "transfer-encoding: chunked\r\n");
    }

    @Override
    public void chunk(byte[] bytes) throws IOException {
        out.write((Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.write(bytes);
        raw("\r\n");
    }

    @Override
    public void lastChunk() throws IOException {
        raw("0\r\n\r\n");
    }

    void head(int status, String headers) throws IOException {
        raw("HTTP/1.1 " + status + " " + reason(status) + "\r\n" + headers + "x-request-id: req_upstream\r\n\r\n");
    }

    void raw(String text) throws IOException {
        raw(text.getBytes(StandardCharsets.UTF_8));
    }

    void raw(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    int localPort() {
        return socket.getLocalPort();
    }

    /** Sends nothing more, and waits until the client leaves. */
    void fallSilent() throws ClientLeftException {
        pause(Integer.MAX_VALUE);
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
