package org.gatehouse.deploy.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The yardstick where it is installed: nginx as two plain hops, each a server of its own with one worker, as edge and relay are two processes. */
record Nginx(Peer first, Peer second) implements AutoCloseable {
    private static final List<String> PLACES =
            List.of("/usr/sbin/nginx", "/usr/bin/nginx", "/usr/local/bin/nginx", "/opt/homebrew/bin/nginx");

    static Optional<Nginx> twoHops(int upstreamPort, Path folder) throws IOException, InterruptedException {
        var found = PLACES.stream()
                .filter(path -> Files.isExecutable(Path.of(path)))
                .findFirst();
        if (found.isEmpty()) {
            return Optional.empty();
        }
        var second = hop(found.get(), upstreamPort, folder.resolve("second"));
        try {
            return Optional.of(new Nginx(hop(found.get(), second.port(), folder.resolve("first")), second));
        } catch (IOException | InterruptedException | RuntimeException e) {
            second.close();
            throw e;
        }
    }

    private static Peer hop(String binary, int towards, Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        int port = Peer.freePort();
        var configuration = Files.writeString(folder.resolve("nginx.conf"), """
                daemon off; worker_processes 1; worker_rlimit_nofile 16384; pid %1$s/nginx.pid; error_log %1$s/error.log;
                events { worker_connections 8192; }
                http {
                  access_log off; keepalive_requests 1000000;
                  client_body_temp_path %1$s/body; proxy_temp_path %1$s/proxy; fastcgi_temp_path %1$s/fastcgi;
                  uwsgi_temp_path %1$s/uwsgi; scgi_temp_path %1$s/scgi;
                  proxy_http_version 1.1; proxy_set_header Connection ""; proxy_buffering off;
                  upstream next { server 127.0.0.1:%3$d; keepalive 1024; keepalive_requests 1000000; }
                  server { listen 127.0.0.1:%2$d backlog=4096; location / { proxy_pass http://next; } }
                }
                """.formatted(folder, port, towards));
        return Peer.started(List.of(binary, "-p", folder.toString(), "-c", configuration.toString()), port);
    }

    Target target() {
        return new Target(
                "nginx, two hops",
                first.port(),
                List.of(),
                Map.of(
                        "first",
                        first.process().toHandle(),
                        "second",
                        second.process().toHandle()));
    }

    @Override
    public void close() {
        first.close();
        second.close();
    }
}
