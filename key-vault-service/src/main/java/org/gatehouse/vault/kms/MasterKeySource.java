package org.gatehouse.vault.kms;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import org.gatehouse.kit.config.SettingException;
import org.gatehouse.vault.envelope.SecretMaterial;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The local master keys as they are now. When they came from a file, the file is read again once it has changed, so that
 * a new key needs no restart; a file that cannot be used is complained about and leaves the keys as they were.
 */
final class MasterKeySource {

    private static final Logger LOG = LoggerFactory.getLogger(MasterKeySource.class);

    private record Loaded(MasterKeys keys, @Nullable Stamp stamp) {}

    private record Stamp(
            FileTime modified, long size, @Nullable Object file) {}

    private final @Nullable Path file;
    private volatile Loaded loaded;

    private MasterKeySource(@Nullable Path file, Loaded loaded) {
        this.file = file;
        this.loaded = loaded;
    }

    static MasterKeySource of(LocalConfig config) {
        var keys = MasterKeys.parse(config.masterKeys());
        Path file = config.masterKeysFile().isBlank() ? null : Path.of(config.masterKeysFile());
        return new MasterKeySource(file, new Loaded(keys, null));
    }

    /** Keys that never change. */
    static MasterKeySource fixed(MasterKeys keys) {
        return new MasterKeySource(null, new Loaded(keys, null));
    }

    Optional<Path> file() {
        return Optional.ofNullable(file);
    }

    MasterKeys current() {
        Path path = file;
        if (path != null) {
            reload(path);
        }
        return loaded.keys();
    }

    /** A key that is not known may have come meanwhile. */
    Optional<MasterKey> find(String id) {
        Optional<MasterKey> known = loaded.keys().find(id);
        return known.isPresent() ? known : current().find(id);
    }

    private synchronized void reload(Path path) {
        try {
            var attributes = Files.readAttributes(path, BasicFileAttributes.class);
            var stamp = new Stamp(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
            if (stamp.equals(loaded.stamp())) {
                return;
            }
            loaded = new Loaded(read(path).orElse(loaded.keys()), stamp);
        } catch (IOException failure) {
            LOG.error("The master keys in {} cannot be read again: {}", path, failure.toString());
        }
    }

    private static Optional<MasterKeys> read(Path path) throws IOException {
        try (SecretMaterial text = SecretMaterial.owning(Files.readAllBytes(path))) {
            return Optional.of(MasterKeys.parse(text.expose(bytes -> new String(bytes, StandardCharsets.UTF_8))));
        } catch (SettingException unusable) {
            LOG.error("The master keys in {} have changed and are left as they were: {}", path, unusable.getMessage());
            return Optional.empty();
        }
    }
}
