package org.gatehouse.deploy.up;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.function.Predicate;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** A backup as it is written: a tar with gzip around it, whose checksum betrays one that was cut off. */
final class BackupArchive implements AutoCloseable {
    private static final int FILE_MODE = 0100600;
    private static final int FOLDER_MODE = 040700;
    private static final int BUFFER = 64 * 1024;

    private final TarArchiveOutputStream tar;

    BackupArchive(OutputStream out) throws IOException {
        tar = new TarArchiveOutputStream(new GZIPOutputStream(out, BUFFER), StandardCharsets.UTF_8.name());
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
    }

    void text(String name, String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        begin(name, bytes.length);
        tar.write(bytes);
        tar.closeArchiveEntry();
    }

    /** A folder with all that is in it; what is left out is neither written nor entered. */
    void tree(String name, Path folder, Predicate<Path> leftOut) throws IOException {
        Files.walkFileTree(folder, new Tree(name, folder, leftOut));
    }

    void folder(String name) throws IOException {
        var entry = new TarArchiveEntry(name + "/");
        entry.setMode(FOLDER_MODE);
        tar.putArchiveEntry(entry);
        tar.closeArchiveEntry();
    }

    /** As long as it is now: a server that writes may lengthen or shorten it, and mends that from its log. */
    private void file(String name, Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            long size = Files.size(file);
            begin(name, size);
            fill(size - copy(in, size));
            tar.closeArchiveEntry();
        } catch (NoSuchFileException removedMeanwhile) {
            return;
        }
    }

    /** How many bytes there were, up to the most. */
    private long copy(InputStream in, long most) throws IOException {
        var buffer = new byte[BUFFER];
        long copied = 0;
        while (copied < most) {
            int read = in.read(buffer, 0, (int) Math.min(buffer.length, most - copied));
            if (read < 0) {
                break;
            }
            tar.write(buffer, 0, read);
            copied += read;
        }
        return copied;
    }

    private void fill(long bytes) throws IOException {
        var zeros = new byte[BUFFER];
        for (long left = bytes; left > 0; left -= Math.min(left, zeros.length)) {
            tar.write(zeros, 0, (int) Math.min(left, zeros.length));
        }
    }

    private void begin(String name, long size) throws IOException {
        var entry = new TarArchiveEntry(name);
        entry.setMode(FILE_MODE);
        entry.setSize(size);
        tar.putArchiveEntry(entry);
    }

    @Override
    public void close() throws IOException {
        tar.close();
    }

    /** Walks a folder that a server may be changing. */
    private final class Tree extends SimpleFileVisitor<Path> {
        private final String name;
        private final Path folder;
        private final Predicate<Path> leftOut;

        private Tree(String name, Path folder, Predicate<Path> leftOut) {
            this.name = name;
            this.folder = folder;
            this.leftOut = leftOut;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path each, BasicFileAttributes attributes) throws IOException {
            if (leftOut.test(folder.relativize(each))) {
                return FileVisitResult.SKIP_SUBTREE;
            }
            folder(name(each));
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path each, BasicFileAttributes attributes) throws IOException {
            if (attributes.isRegularFile() && !leftOut.test(folder.relativize(each))) {
                file(name(each), each);
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path each, IOException failure) throws IOException {
            if (failure instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw failure;
        }

        private String name(Path each) {
            var inside = folder.relativize(each).toString();
            return inside.isEmpty() ? name : name + "/" + inside;
        }
    }
}
