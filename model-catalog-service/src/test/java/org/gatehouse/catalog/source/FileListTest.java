package org.gatehouse.catalog.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.gatehouse.catalog.model.Deprecation;
import org.gatehouse.catalog.model.Description;
import org.gatehouse.catalog.model.Modalities;
import org.gatehouse.catalog.model.ModelType;
import org.gatehouse.catalog.model.OnChain;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileListTest {

    @TempDir
    private Path folder;

    private Path path;
    private ModelSource source;

    @BeforeEach
    void open() {
        path = folder.resolve("models.json");
        source = new FileListSource("one", path, new ListParser("models", new CatalogEntries("one")::read));
    }

    @Test
    void readsAllThatAModelCanHave() throws IOException {
        Files.writeString(path, """
                {"models":[{"id":"house/small","name":"Small","type":"embedding","upstream_model":"small-v2","owned_by":"us",
                "created":7,"context_length":8192,"aliases":["s"],"tags":["eu"],"deprecated":true,"shutdown_date":"2027-01-31",
                "architecture":{"input_modalities":["text"],"output_modalities":["embeddings"]},"supported_parameters":["dimensions"],
                "pricing":{"prompt":"0.1","completion":"0"},"blockchain_id":"0x1","fee":"5000000000000000001","stake":"2"}]}""");

        var model = listed().models().getFirst();

        assertThat(model.type()).isEqualTo(ModelType.EMBEDDING);
        assertThat(model.origin().upstreamModel()).isEqualTo("small-v2");
        assertThat(model.traits().description())
                .isEqualTo(new Description(
                        ModelType.EMBEDDING,
                        8192,
                        new Modalities(List.of("text"), List.of("embeddings")),
                        List.of("dimensions"),
                        new Deprecation(LocalDate.of(2027, 1, 31))));
        assertThat(CopyText.read("one", CopyText.write(List.of(model)))).containsExactly(model);
        assertThat(model.traits().onChain())
                .isEqualTo(new OnChain("0x1", new BigInteger("5000000000000000001"), BigInteger.TWO));
    }

    @Test
    void noticesAnEditAndOnlyAnEdit() throws IOException {
        Files.writeString(path, "{\"models\":[{\"id\":\"a\"}]}");
        var first = (Reading.Listed) source.read(Validators.NONE);
        assertThat(source.read(first.validators())).isEqualTo(new Reading.Unchanged());

        Files.writeString(path, "{\"models\":[{\"id\":\"b\"}]}");
        assertThat(source.read(first.validators())).isInstanceOf(Reading.Listed.class);
    }

    @Test
    void failsWhenTheFileIsMissingOrAFolder() throws IOException {
        assertThat(source.read(Validators.NONE)).isInstanceOf(Reading.Failed.class);
        Files.createDirectory(path);
        assertThat(source.read(Validators.NONE)).isInstanceOf(Reading.Failed.class);
    }

    @Test
    void refusesAFileBeyondTheLimit() throws IOException {
        Files.write(path, new byte[DocumentClient.MAX_BYTES + 1]);

        assertThat(source.read(Validators.NONE)).isInstanceOf(Reading.Failed.class);
    }

    private ModelList listed() {
        return ((Reading.Listed) source.read(Validators.NONE)).list();
    }
}
