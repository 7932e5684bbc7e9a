package org.gatehouse.deploy.up;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/** The folder that holds data, secrets and logs, owned by one running launcher at a time. */
final class Home {
    private final Path folder;
    private final FileChannel lock;

    private Home(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /** Where it is said to be; beside the script otherwise. */
    static Path folder(Settings settings) {
        var root = Path.of(settings.text("GATEHOUSE_ROOT").orElse(""));
        var folder = settings.text("GATEHOUSE_HOME").map(Path::of).orElseGet(() -> root.resolve(".gatehouse"));
        return folder.toAbsolutePath().normalize();
    }

    static Home open(Path folder) throws CannotStart {
        try {
            for (var part : new Path[] {folder, folder.resolve("logs"), folder.resolve("secrets")}) {
                Files.createDirectories(part);
            }
            for (var ownersOnly : new Path[] {folder.resolve("logs"), folder.resolve("secrets")}) {
                Files.setPosixFilePermissions(ownersOnly, PosixFilePermissions.fromString("rwx------"));
            }
            return locked(folder);
        } catch (IOException e) {
            throw new CannotStart(new Failure.HomeUnusable(folder, e.toString()));
        }
    }

    private static Home locked(Path folder) throws IOException, CannotStart {
        var file = folder.resolve("up.lock");
        var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (channel.tryLock() == null) {
            channel.close();
            throw new CannotStart(
                    new Failure.AlreadyRunning(folder, Files.readString(file).strip()));
        }
        channel.truncate(0);
        var process = Long.toString(ProcessHandle.current().pid());
        channel.write(ByteBuffer.wrap(process.getBytes(StandardCharsets.US_ASCII)));
        return new Home(folder, channel);
    }

    Path folder() {
        return folder;
    }

    Path data() {
        return folder.resolve("postgres");
    }

    Path secrets() {
        return folder.resolve("secrets");
    }

    Path log(String name) {
        return folder.resolve("logs").resolve(name + ".log");
    }

    /** Present once the first administrator's password has been shown. */
    Path administratorShown() {
        return folder.resolve("secrets").resolve(".administrator-shown");
    }

    void release() throws IOException {
        lock.close();
    }
}
