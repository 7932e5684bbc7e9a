package org.gatehouse.testing.net;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * One TCP connection, sent to and read from byte by byte. Text is ISO 8859-1, so that any byte can be written. Reads
 * give up after 10 seconds unless told otherwise.
 */
public final class RawConnection implements AutoCloseable {

    private static final int DEFAULT_TIMEOUT_MILLIS = 10_000;

    private final Socket socket;
    private final InputStream in;

    RawConnection(Socket socket) throws IOException {
        this.socket = socket;
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(DEFAULT_TIMEOUT_MILLIS);
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    public RawConnection send(String text) {
        return send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    public RawConnection send(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends unless the peer has closed already, which a hostile client expects it to. */
    public boolean sendIfOpen(String text) {
        try {
            send(text);
            return true;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    /** Sends one HTTP chunk. */
    public RawConnection sendChunk(String data) {
        return send(Integer.toHexString(data.length()) + "\r\n" + data + "\r\n");
    }

    /** Everything up to and including the first empty line; {@link EOFException} wrapped when there is none. */
    public String readHead() {
        var head = new ByteArrayOutputStream();
        while (!endsWithEmptyLine(head)) {
            head.write(readByte());
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    private static boolean endsWithEmptyLine(ByteArrayOutputStream head) {
        return head.size() >= 4 && head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n");
    }

    public String readLine() {
        var line = new ByteArrayOutputStream();
        for (int b = readByte(); b != '\n'; b = readByte()) {
            line.write(b);
        }
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }

    public byte[] readBytes(int count) {
        try {
            var bytes = in.readNBytes(count);
            if (bytes.length < count) {
                throw new EOFException("closed after " + bytes.length + " of " + count + " bytes");
            }
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads a whole response to anything but HEAD. */
    public RawResponse readResponse() {
        return RawResponse.read(this, false);
    }

    public RawResponse readResponseToHead() {
        return RawResponse.read(this, true);
    }

    /** Reads until the peer closes or resets. */
    public byte[] readToEnd() {
        var all = new ByteArrayOutputStream();
        try {
            in.transferTo(all);
        } catch (SocketTimeoutException e) {
            throw new UncheckedIOException(e);
        } catch (IOException e) {
            return all.toByteArray(); // a reset ends it as well
        }
        return all.toByteArray();
    }

    /** Whether the peer closes or resets in time; what it still sends is thrown away. */
    public boolean closesWithin(Duration time) {
        try {
            return closesBefore(System.nanoTime() + time.toNanos());
        } catch (SocketTimeoutException e) {
            return false;
        } catch (SocketException e) {
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean closesBefore(long deadline) throws IOException {
        var scratch = new byte[8192];
        for (long left = millisTo(deadline); left > 0; left = millisTo(deadline)) {
            socket.setSoTimeout((int) left);
            if (in.read(scratch) < 0) {
                return true;
            }
        }
        return false;
    }

    private static long millisTo(long deadline) {
        return Duration.ofNanos(deadline - System.nanoTime()).toMillis();
    }

    /** Whether bytes can be read at once, or the peer stays silent for this long. */
    public boolean isSilentFor(Duration time) {
        try {
            socket.setSoTimeout((int) time.toMillis());
            in.mark(1);
            int b = in.read();
            in.reset();
            return b < 0;
        } catch (SocketTimeoutException e) {
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            timeout(Duration.ofMillis(DEFAULT_TIMEOUT_MILLIS));
        }
    }

    public RawConnection timeout(Duration time) {
        try {
            socket.setSoTimeout((int) time.toMillis());
            return this;
        } catch (SocketException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Says that nothing more will be sent, and goes on reading. */
    public void finishSending() {
        try {
            socket.shutdownOutput();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Leaves in the middle of things, with a FIN. */
    public void leave() {
        close();
    }

    /** Closes with a reset instead of a FIN. */
    public void reset() {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Socket socket() {
        return socket;
    }

    int readByte() {
        try {
            int b = in.read();
            if (b < 0) {
                throw new EOFException("closed by the peer");
            }
            return b;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
