package org.gatehouse.catalog.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A list in a file that an operator writes; it is read again at each refresh, so an edit needs no restart. */
final class FileListSource implements ModelSource {

    private final String upstream;
    private final Path path;
    private final ListParser parser;

    FileListSource(String upstream, Path path, ListParser parser) {
        this.upstream = upstream;
        this.path = path;
        this.parser = parser;
    }

    @Override
    public String upstream() {
        return upstream;
    }

    @Override
    public String location() {
        return path.toString();
    }

    @Override
    public Reading read(Validators known) {
        return Digests.reading(document(), known, parser);
    }

    private Document document() {
        try (var file = Files.newInputStream(path)) {
            var bytes = file.readNBytes(DocumentClient.MAX_BYTES + 1);
            return bytes.length <= DocumentClient.MAX_BYTES
                    ? new Document.Fetched(bytes, null)
                    : new Document.Failed("larger than " + DocumentClient.MAX_BYTES + " bytes");
        } catch (IOException e) {
            return new Document.Failed(e.getClass().getSimpleName() + " at the file");
        }
    }
}
