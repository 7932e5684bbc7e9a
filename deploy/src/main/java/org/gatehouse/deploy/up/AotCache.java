package org.gatehouse.deploy.up;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where the JVM keeps what it has learnt of a service: loaded classes and profiles (JEP 483, 514 and 515). The name tells all that
 * the file depends on, so that one which no longer fits is not even looked at; the JVM itself starts without it when it must.
 */
record AotCache(Path file) {
    private static final String SETTING = "GATEHOUSE_AOT";

    /** With it a JVM is told to make one at its end. */
    static final String MAKE = "-XX:AOTCacheOutput=";

    private static final int NAME_BYTES = 8;

    static AotCache of(ServiceJar jar) throws IOException {
        var name = HexFormat.of().formatHex(digest(jar), 0, NAME_BYTES);
        return new AotCache(jar.jar().resolveSibling("aot").resolve(name + ".aot"));
    }

    /** The JVM refuses a cache when a jar has another name, size or time, or when it is another JVM itself. */
    private static byte[] digest(ServiceJar jar) throws IOException {
        var digest = sha256();
        add(digest, Runtime.version().toString() + System.getProperty("java.vm.vendor") + ServiceProcess.FLAGS);
        for (var file : jar.files()) {
            add(digest, file + " " + Files.size(file) + " " + Files.getLastModifiedTime(file));
        }
        return digest.digest();
    }

    private static void add(MessageDigest digest, String text) {
        digest.update((text + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every JVM has it
        }
    }

    /** Whether caches are made and used: always, unless the setting says {@code off}. */
    static boolean wanted(Settings settings) {
        return !settings.text(SETTING).orElse("on").equals("off");
    }

    boolean exists() {
        return Files.isRegularFile(file);
    }

    /** What a JVM is told to use it; nothing when there is none. */
    List<String> use() {
        return exists() ? List.of("-XX:AOTCache=" + file) : List.of();
    }

    /** Where a training run leaves it. */
    Path trained() {
        return file.resolveSibling(file.getFileName() + ".new");
    }

    /** What a JVM is told to make it at its end. */
    String make() {
        return MAKE + trained();
    }

    /** Takes what a training run has left, and removes what fitted before; false when it left nothing. */
    boolean take() throws IOException {
        if (!Files.isRegularFile(trained())) {
            return false;
        }
        try (Stream<Path> all = Files.list(file.getParent())) {
            for (var stale : all.filter(one -> one.toString().endsWith(".aot")).toList()) {
                Files.delete(stale);
            }
        }
        Files.move(trained(), file);
        return true;
    }
}
