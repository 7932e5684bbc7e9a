package org.gatehouse.deploy.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A network namespace of Linux and a pair of interfaces to it. While it is cut, what is sent from there vanishes: whoever
 * waits here hears neither an answer nor a reset. Needs root. Addresses are of the range for tests (RFC 2544).
 */
final class Cable implements AutoCloseable {
    private static final Path IP = Path.of("/usr/sbin/ip");

    private final String namespace;
    private final String network;

    private Cable(String namespace, String network) {
        this.namespace = namespace;
        this.network = network;
    }

    static boolean canBeLaid() {
        return Files.isExecutable(IP) && "root".equals(System.getProperty("user.name"));
    }

    static Cable lay() {
        long pid = ProcessHandle.current().pid();
        var cable = new Cable("gatehouse-" + pid, "198.18." + pid % 256);
        var here = "gh" + pid + "a";
        var there = "gh" + pid + "b";
        ip("netns", "add", cable.namespace);
        try {
            ip("link", "add", here, "type", "veth", "peer", "name", there, "netns", cable.namespace);
            ip("address", "add", cable.here() + "/30", "dev", here);
            ip("link", "set", here, "up");
            cable.ipThere("address", "add", cable.there() + "/30", "dev", there);
            cable.ipThere("link", "set", there, "up");
            cable.ipThere("link", "set", "lo", "up");
        } catch (RuntimeException e) {
            cable.close();
            throw e;
        }
        return cable;
    }

    String here() {
        return network + ".1";
    }

    String there() {
        return network + ".2";
    }

    /** What makes a command run at the other end. */
    String[] intoNamespace() {
        return new String[] {IP.toString(), "netns", "exec", namespace};
    }

    void cut() {
        ipThere("route", "add", "blackhole", here() + "/32");
    }

    void mend() {
        ipThere("route", "delete", "blackhole", here() + "/32");
    }

    private void ipThere(String... words) {
        var command = new ArrayList<>(List.of("-n", namespace));
        command.addAll(List.of(words));
        ip(command.toArray(String[]::new));
    }

    private static void ip(String... words) {
        var command = new ArrayList<>(List.of(IP.toString()));
        command.addAll(List.of(words));
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(String.join(" ", command) + ": " + output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The interfaces go with the namespace. */
    @Override
    public void close() {
        ip("netns", "delete", namespace);
    }
}
