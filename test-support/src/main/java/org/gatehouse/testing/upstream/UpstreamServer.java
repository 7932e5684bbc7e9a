package org.gatehouse.testing.upstream;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * An OpenAI-compatible upstream on sockets of its own: {@code /v1/models}, {@code /v1/chat/completions},
 * {@code /v1/completions} and {@code /v1/embeddings}, unary and streaming, scripted per request (see {@link Answers} for the
 * steps). {@code GET /mock/stats} tells what it saw; {@code POST /mock/reset} starts the counts again.
 */
public final class UpstreamServer implements AutoCloseable {

    private static final int BACKLOG = 1_024;

    private final ServerSocket listener;
    private final Stats stats = new Stats();
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

    private UpstreamServer(ServerSocket listener) {
        this.listener = listener;
    }

    /** Starts one in this process, on a free port of the loopback address. */
    public static UpstreamServer start() {
        return start(0);
    }

    public static UpstreamServer start(int port) {
        try {
            var listener = new ServerSocket();
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
            var server = new UpstreamServer(listener);
            Thread.ofPlatform().name("upstream-accept").daemon().start(server::accept);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Runs one as its own process: {@code main <port> [until-stdin-ends]}, where 0 takes a free port; prints one line when
     * it is ready. With the second argument it ends when its standard input does, that is with the process that started it.
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        UpstreamServer server = start(args.length == 0 ? 0 : Integer.parseInt(args[0]));
        System.out.println(UpstreamProcess.READY + server.baseUrl());
        System.out.flush();
        if (args.length > 1) {
            System.in.transferTo(OutputStream.nullOutputStream());
            server.close();
        } else {
            Thread.currentThread().join();
        }
    }

    /** The address an OpenAI client is given, ending in {@code /v1}. */
    public URI baseUrl() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort() + "/v1");
    }

    /** Every value that the step {@code break} can have. */
    public static Set<String> breaks() {
        return Set.copyOf(Breakage.kinds());
    }

    private void accept() {
        var answers = new Answers();
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                stats.connected();
                sockets.add(socket);
                Thread.ofVirtual().start(() -> {
                    new Connection(socket, answers, stats).run();
                    sockets.remove(socket);
                });
            } catch (IOException e) {
                if (!listener.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
