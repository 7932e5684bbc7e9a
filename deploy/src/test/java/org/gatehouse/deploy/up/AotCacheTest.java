package org.gatehouse.deploy.up;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AotCacheTest {
    @TempDir
    private Path target;

    private ServiceJar jar;
    private Path library;

    @BeforeEach
    void build() throws IOException {
        jar = new ServiceJar(Files.writeString(target.resolve("relay-1.jar"), "code"));
        library =
                Files.writeString(Files.createDirectories(target.resolve("lib")).resolve("netty.jar"), "library");
    }

    private AotCache learn() throws IOException {
        var cache = AotCache.of(jar);
        Files.createDirectories(cache.trained().getParent());
        Files.writeString(cache.trained(), "learnt");
        assertThat(cache.take()).isTrue();
        return cache;
    }

    @Test
    void aCacheIsUsedOnceATrainingRunHasLeftIt() throws IOException {
        var before = AotCache.of(jar);
        assertThat(before.exists()).isFalse();
        assertThat(before.use()).isEmpty();
        assertThat(before.make()).isEqualTo("-XX:AOTCacheOutput=" + before.trained());

        var cache = learn();
        assertThat(cache.use()).containsExactly("-XX:AOTCache=" + cache.file());
        assertThat(AotCache.of(jar).exists()).isTrue();
        assertThat(cache.trained()).doesNotExist();
    }

    @Test
    void aTrainingRunThatLeftNothingChangesNothing() throws IOException {
        var cache = learn();
        assertThat(cache.take()).isFalse();
        assertThat(cache.exists()).isTrue();
    }

    @Test
    void whatTheJvmWouldRefuseIsNotLookedAt() throws IOException {
        learn();
        Files.setLastModifiedTime(jar.jar(), FileTime.from(Instant.EPOCH));
        assertThat(AotCache.of(jar).exists()).as("another time").isFalse();
        learn();
        Files.writeString(library, "a longer library");
        assertThat(AotCache.of(jar).exists()).as("another size").isFalse();
        learn();
        Files.writeString(target.resolve("lib/further.jar"), "library");
        assertThat(AotCache.of(jar).exists()).as("a further library").isFalse();
    }

    @Test
    void onlyTheCacheThatFitsIsKept() throws IOException {
        var old = learn();
        Files.writeString(jar.jar(), "other code");
        var fits = learn();

        assertThat(old.file()).doesNotExist();
        assertThat(fits.file()).exists();
    }

    @Test
    void cachesAreWantedUnlessTheyAreOff() {
        assertThat(AotCache.wanted(new Settings(Map.of()))).isTrue();
        assertThat(AotCache.wanted(new Settings(Map.of("GATEHOUSE_AOT", "off"))))
                .isFalse();
    }
}
