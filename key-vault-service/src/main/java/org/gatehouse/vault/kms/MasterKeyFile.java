package org.gatehouse.vault.kms;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Objects;
import org.gatehouse.vault.envelope.AesGcm;
import org.gatehouse.vault.envelope.SecretMaterial;

/**
 * Puts a new master key first in the file of the master keys: whole or not at all, and on the disk when it returns. Keys are
 * made in the turn of the audit's system chain, so nobody else changes the file meanwhile.
 */
final class MasterKeyFile {

    private MasterKeyFile() {}

    static void putFirst(Path file, String id, SecureRandom random) throws IOException {
        Path target = file.toRealPath();
        Path folder = Objects.requireNonNull(target.getParent(), "a file is in a folder");
        Path draft = Files.createTempFile(
                folder,
                ".master-keys",
                "",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (SecretMaterial before = SecretMaterial.owning(Files.readAllBytes(target));
                SecretMaterial key = SecretMaterial.random(random, AesGcm.KEY_BYTES);
                SecretMaterial encoded = key.expose(
                        bytes -> SecretMaterial.owning(Base64.getEncoder().encode(bytes)))) {
            write(draft, id, encoded, before);
            Files.setPosixFilePermissions(draft, Files.getPosixFilePermissions(target));
            Files.move(draft, target, ATOMIC_MOVE, REPLACE_EXISTING);
            keepName(folder);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /** Without this a power cut could bring the old file back, and with it lose what the new key has sealed by then. */
    private static void keepName(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static void write(Path draft, String id, SecretMaterial encoded, SecretMaterial before) throws IOException {
        try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE);
                OutputStream out = Channels.newOutputStream(channel)) {
            out.write((id + ":").getBytes(StandardCharsets.US_ASCII));
            channel.write(encoded.<ByteBuffer>expose(ByteBuffer::wrap));
            out.write(',');
            channel.write(before.<ByteBuffer>expose(ByteBuffer::wrap));
            channel.force(true);
        }
    }
}
