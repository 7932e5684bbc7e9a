package org.gatehouse.deploy.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.gatehouse.testing.morpheus.MorpheusProcess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A backup that is made while the suite works brings everything back in a home that is empty. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class BackupIT {
    private static final String CHAT = "{\"model\":\"%s\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";

    private final Suite suite = Suite.start("backup");
    private final Client client = new Client(suite.address());

    @TempDir
    private Path folder;

    @AfterAll
    void stop() {
        suite.close();
    }

    @Test
    void bringsBackAccountsKeysSecretsAndModels() throws Exception {
        var email = client.register();
        var access = client.login(email, Client.PASSWORD).access();
        var key = client.createKey(access).key();
        try (var own = MorpheusProcess.start()) {
            client.send("PUT", "/api/v1/auth/node", access, """
                    {"url":"%s","username":"gateway","password":"gateway-password"}""".formatted(own.baseUrl()))
                    .expect(200);
            var admin = client.login("admin@gatehouse.local", suite.administratorPassword());
            client.send("PUT", "/admin/models/aliases/kept", admin.access(), "{\"model\":\"gatehouse/echo\"}")
                    .expect(200);

            var file = backUpWhileItWorks(access);
            suite.launcher().close();
            restoreElsewhere(file);
            suite.restart();

            client.send("POST", "/v1/chat/completions", key, CHAT.formatted("kept"))
                    .expect(200);
            client.send("POST", "/v1/chat/completions", key, CHAT.formatted("mistral-31-24b"))
                    .expect(200);
            assertThat(own.control().stats().chats())
                    .as("by the secret that was kept")
                    .isEqualTo(1);
            client.login(email, Client.PASSWORD);
            client.login("admin@gatehouse.local", suite.administratorPassword());
        }
    }

    /** Rows are written all the while, so the files change while they are copied. */
    private Path backUpWhileItWorks(String access) throws Exception {
        var file = folder.resolve("all.tar.gz");
        var enough = new AtomicBoolean();
        var work = CompletableFuture.runAsync(() -> {
            while (!enough.get()) {
                var id = client.createKey(access).id();
                client.send("DELETE", "/api/v1/auth/keys/" + id, access, null).expect(204);
            }
        });
        var backup = Script.run(suite.environment(), "backup", file.toString());
        enough.set(true);
        work.join();
        assertThat(backup.output()).contains("is in " + file);
        assertThat(backup.exitCode()).isZero();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        return file;
    }

    private void restoreElsewhere(Path file) throws IOException {
        var home = Launcher.emptyHome("restored");
        var elsewhere = new TreeMap<>(suite.environment());
        elsewhere.put("GATEHOUSE_HOME", home.toString());

        var cut = Arrays.copyOf(Files.readAllBytes(file), (int) Files.size(file) - 1000);
        var broken = Files.write(folder.resolve("broken.tar.gz"), cut);
        refuses(elsewhere, broken, "nothing was restored");
        refuses(elsewhere, Files.writeString(folder.resolve("text"), "none"), "nothing was restored");
        assertThat(home.resolve("postgres")).doesNotExist();

        var restored = Script.run(elsewhere, "restore", file.toString());
        assertThat(restored.output()).contains("Restored into " + home);
        assertThat(restored.exitCode()).isZero();
        refuses(elsewhere, file, "has data already");
        suite.environment().put("GATEHOUSE_HOME", home.toString());
    }

    private static void refuses(Map<String, String> environment, Path file, String words) {
        var refused = Script.run(environment, "restore", file.toString());
        assertThat(refused.output()).contains(words);
        assertThat(refused.exitCode()).isEqualTo(1);
    }
}
