package org.gatehouse.catalog.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.gatehouse.catalog.model.Deprecation;
import org.gatehouse.catalog.model.Description;
import org.gatehouse.catalog.model.Modalities;
import org.gatehouse.catalog.model.ModelType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DescribedTest {

    @Test
    void readsModalitiesAndParametersWhereOpenRouterHasThem() {
        var description = read("""
                "context_length":128000,"architecture":{"modality":"text->text","input_modalities":["text","Image"],
                "output_modalities":["text"]},"supported_parameters":["tools","max_tokens","tools"]""");

        assertThat(description)
                .isEqualTo(new Description(
                        ModelType.CHAT,
                        128_000,
                        new Modalities(List.of("text", "image"), List.of("text")),
                        List.of("tools", "max_tokens"),
                        null));
    }

    @Test
    void readsTheOlderArrow() {
        assertThat(read("\"architecture\":{\"modality\":\"text+image->text\"}").modalities())
                .isEqualTo(new Modalities(List.of("text", "image"), List.of("text")));
    }

    @Test
    void tellsNothingOfWhatTheSourceDoesNotTell() {
        assertThat(read("\"architecture\":null,\"deprecation\":null,\"deprecated\":false"))
                .isEqualTo(Description.NONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"architecture\":\"LlamaForCausalLM\"",
                "\"architecture\":{\"input_modalities\":\"text\",\"output_modalities\":[\"text\"]}",
                "\"architecture\":{\"input_modalities\":[],\"output_modalities\":[\"text\"]}",
                "\"architecture\":{\"modality\":\"->\"}",
                "\"architecture\":{\"modality\":\"+->+\"}",
                "\"supported_parameters\":{\"tools\":true}",
                "\"supported_parameters\":[1,2]",
                "\"supported_parameters\":[\"<script>\"]",
                "\"context_length\":-1",
                "\"context_length\":0",
                "\"context_length\":\"long\"",
                "\"context_length\":99999999999999999999",
                "\"context_length\":1.5",
                "\"context_length\":{\"tokens\":5}",
                "\"type\":\"model\"",
                "\"type\":7",
                "\"task\":{\"name\":\"Text Generation\"}"
            })
    void leavesAFieldThatAnotherServerUsesForSomethingElseUntold(String fields) {
        assertThat(read(fields)).isEqualTo(Description.NONE);
    }

    @ParameterizedTest
    @CsvSource({
        "'\"deprecation\":\"2027-01-31T12:00:00Z\"', 2027-01-31",
        "'\"expiration_date\":\"2027-01-31\"', 2027-01-31",
        "'\"shutdown_date\":1801353600', 2027-01-31",
        "'\"shutdown_date\":\"soon\"', ",
        "'\"shutdown_date\":9223372036854775807', ",
        "'\"deprecated\":true', "
    })
    void readsAnAnnouncedEndWithItsDayWhereThatIsKnown(String fields, LocalDate shutdown) {
        assertThat(read(fields).deprecation()).isEqualTo(new Deprecation(shutdown));
    }

    @ParameterizedTest
    @CsvSource({
        "'\"type\":\"embeddings\"', EMBEDDING",
        "'\"type\":\"vlm\"', CHAT",
        "'\"type\":\"llm\"', CHAT",
        "'\"type\":\"image\"', IMAGE",
        "'\"type\":\"rerank\"', RERANK",
        "'\"type\":\"moderation\"', MODERATION",
        "'\"type\":\"Transcribe\"', TRANSCRIPTION",
        "'\"model_type\":\"embedding\"', EMBEDDING",
        "'\"task\":\"text-generation\"', CHAT",
        "'\"task\":\"feature-extraction\"', EMBEDDING",
        "'\"type\":\"chat-completion\"', CHAT",
        "'\"type\":\"text-to-speech\"', SPEECH",
        "'\"type\":\"embed\"', EMBEDDING",
        "'\"type\":\"reranker\"', RERANK",
        "'\"task\":\"text-to-image\"', IMAGE",
        "'\"task\":\"automatic-speech-recognition\"', TRANSCRIPTION",
        "'\"task\":\"sentence-similarity\"', EMBEDDING",
        "'\"task\":\"image-text-to-text\"', CHAT",
        "'\"task\":\"text-ranking\"', RERANK",
        "'\"architecture\":{\"modality\":\"text->embeddings\"}', EMBEDDING",
        "'\"architecture\":{\"modality\":\"text->image\"}', IMAGE"
    })
    void readsTheTypeThatTheSourceStates(String fields, ModelType type) {
        assertThat(read(fields).type()).isEqualTo(type);
    }

    private static Description read(String fields) {
        var root = UntrustedJson.read(("{\"id\":\"x\"," + fields + "}").getBytes(StandardCharsets.UTF_8));
        return Described.by(new Entry(root.orElseThrow()));
    }
}
