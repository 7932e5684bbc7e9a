package org.gatehouse.deploy.up;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.function.Supplier;

/**
 * The secrets of the local stack: made on the first start, one file each, readable by the owner only. What the
 * environment gives is left to it and never written.
 */
final class Secrets {
    private static final String PASSWORD_LETTERS = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKMNPQRSTUVWXYZ23456789";
    private static final int PASSWORD_LENGTH = 24;

    private final Path folder;
    private final SecureRandom random;

    Secrets(Path folder, SecureRandom random) {
        this.folder = folder;
        this.random = random;
    }

    /** A new key of 32 bytes with its id, as the services' {@code …_MASTER_KEYS} settings take it. */
    Path masterKeys(String name) throws CannotStart {
        return file(name, () -> "k1:" + Base64.getEncoder().encodeToString(bytes(32)));
    }

    /** 256 random bits as text. */
    Path token(String name) throws CannotStart {
        return file(name, () -> Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(32)));
    }

    /** A password that can be read aloud and typed. */
    Path password(String name) throws CannotStart {
        return file(name, () -> {
            var text = new StringBuilder(PASSWORD_LENGTH);
            for (int i = 0; i < PASSWORD_LENGTH; i++) {
                text.append(PASSWORD_LETTERS.charAt(random.nextInt(PASSWORD_LETTERS.length())));
            }
            return text.toString();
        });
    }

    boolean holds(String name) {
        return Files.exists(folder.resolve(name));
    }

    static String read(Path file) throws CannotStart {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new CannotStart(new Failure.HomeUnusable(file, e.toString()));
        }
    }

    private Path file(String name, Supplier<String> value) throws CannotStart {
        var file = folder.resolve(name);
        if (Files.exists(file)) {
            return file;
        }
        var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        try {
            var draft = Files.createTempFile(folder, ".new", "", owner);
            Files.writeString(draft, value.get());
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
            return file;
        } catch (IOException e) {
            throw new CannotStart(new Failure.HomeUnusable(folder, e.toString()));
        }
    }

    private byte[] bytes(int length) {
        var bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
