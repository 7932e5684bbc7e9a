package org.gatehouse.deploy.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The processes beside the suite: the upstream, and nginx as two plain hops when it is installed. */
record Peer(Process process, int port) implements AutoCloseable {

    static Peer upstream() throws IOException, InterruptedException {
        int port = freePort();
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command = List.of(
                java,
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                BenchUpstream.class.getName(),
                Integer.toString(port));
        return started(command, port);
    }

    static Optional<Peer> nginx(int upstreamPort, Path folder) throws IOException, InterruptedException {
        var found =
                List.of("/usr/sbin/nginx", "/usr/bin/nginx", "/usr/local/bin/nginx", "/opt/homebrew/bin/nginx").stream()
                        .filter(path -> Files.isExecutable(Path.of(path)))
                        .findFirst();
        if (found.isEmpty()) {
            return Optional.empty();
        }
        int first = freePort();
        int second = freePort();
        Files.createDirectories(folder);
        var configuration =
                Files.writeString(folder.resolve("nginx.conf"), """
                daemon off; worker_processes 1; pid %1$s/nginx.pid; error_log %1$s/error.log;
                events { worker_connections 4096; }
                http {
                  access_log off; keepalive_requests 1000000;
                  client_body_temp_path %1$s/body; proxy_temp_path %1$s/proxy; fastcgi_temp_path %1$s/fastcgi;
                  uwsgi_temp_path %1$s/uwsgi; scgi_temp_path %1$s/scgi;
                  proxy_http_version 1.1; proxy_set_header Connection ""; proxy_buffering off;
                  upstream second { server 127.0.0.1:%3$d; keepalive 512; keepalive_requests 1000000; }
                  upstream last { server 127.0.0.1:%4$d; keepalive 512; keepalive_requests 1000000; }
                  server { listen 127.0.0.1:%2$d; location / { proxy_pass http://second; } }
                  server { listen 127.0.0.1:%3$d; location / { proxy_pass http://last; } }
                }
                """.formatted(folder, first, second, upstreamPort));
        return Optional.of(
                started(List.of(found.get(), "-p", folder.toString(), "-c", configuration.toString()), first));
    }

    Target target(String name) {
        return new Target(name, port, Optional.empty(), Map.of(name, process.toHandle()));
    }

    private static Peer started(List<String> command, int port) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).inheritIO().start();
        while (!listens(port)) {
            if (process.waitFor(20, TimeUnit.MILLISECONDS)) {
                throw new IOException(command.getFirst() + " ended with code " + process.exitValue());
            }
        }
        return new Peer(process, port);
    }

    private static boolean listens(int port) {
        try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}
