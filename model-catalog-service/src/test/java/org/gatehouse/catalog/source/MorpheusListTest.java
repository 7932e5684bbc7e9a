package org.gatehouse.catalog.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.gatehouse.catalog.model.Catalog;
import org.gatehouse.catalog.model.Description;
import org.gatehouse.catalog.model.Modalities;
import org.gatehouse.catalog.model.Model;
import org.gatehouse.catalog.model.ModelId;
import org.gatehouse.catalog.model.ModelType;
import org.gatehouse.catalog.model.OnChain;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MorpheusListTest {

    private static final String ONE = "0x" + "1".repeat(64);
    private static final String TWO = "0x" + "2".repeat(64);

    @Test
    void keepsAmountsThatNoDoubleCanHold() {
        var model = read(entry(ONE, "mistral-31-24b", "\"Fee\":5000000000000000001,\"Stake\":9007199254740993"))
                .getFirst();

        assertThat(model.traits().onChain())
                .isEqualTo(new OnChain(ONE, new BigInteger("5000000000000000001"), new BigInteger("9007199254740993")));
        assertThat(model.origin().upstreamModel()).isEqualTo(ONE);
    }

    @Test
    void keepsAmountsThatTheNodeQuotes() {
        var model = read(entry(
                        ONE, "mistral", "\"Fee\":\"300000000000000001\",\"Stake\":1,\"CreatedAt\":\"1750000000\""))
                .getFirst();

        assertThat(model.traits().onChain()).extracting(OnChain::fee).isEqualTo(new BigInteger("300000000000000001"));
        assertThat(model.origin().created()).isEqualTo(1_750_000_000);
    }

    @Test
    void callsAModelByItsNameAndFindsItBySlugChainIdAndKnownAlias() {
        var models = read(entry(ONE, "Llama 3.3 70B:web", "\"enrichment\":{\"veniceId\":\"llama-venice\"}"));
        var catalog = Catalog.of(models, Map.of());

        for (var name : List.of("Llama 3.3 70B:web", "llama-3.3-70b:web", ONE, "LLAMA-venice")) {
            assertThat(catalog.resolve(name).map(Model::id)).contains(new ModelId("Llama 3.3 70B:web"));
        }
    }

    @Test
    void leavesANameWithTheOldestRegistrationWhateverTheOrder() {
        var older = entry(TWO, "mistral", "\"CreatedAt\":100");
        var younger = entry(ONE, "Mistral", "\"CreatedAt\":200");

        for (var list : List.of(older + "," + younger, younger + "," + older)) {
            var catalog = Catalog.of(read(list), Map.of());
            assertThat(catalog.resolve("mistral").orElseThrow().origin().upstreamModel())
                    .isEqualTo(TWO);
            assertThat(catalog.resolve(ONE).orElseThrow().id()).isEqualTo(new ModelId(ONE));
        }
    }

    @Test
    void leavesOutTheDeletedAndTheNameless() {
        assertThat(read(entry(ONE, "gone", "\"IsDeleted\":true") + "," + entry(TWO, " ", "\"Fee\":1")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'\"ModelType\":\"LLM\"', CHAT",
        "'\"ModelType\":\"STT\"', TRANSCRIPTION",
        "'\"ModelType\":\"UNKNOWN\",\"Tags\":[\"TTS\"]', SPEECH",
        "'\"Tags\":[\"x\",\"Embedding\"]', EMBEDDING",
        "'\"Tags\":null', CHAT"
    })
    void tellsTheTypeFromTheNodeOrTheTags(String fields, ModelType type) {
        assertThat(read(entry(ONE, "thing", fields)).getFirst().type()).isEqualTo(type);
    }

    @ParameterizedTest
    @CsvSource({
        "'\"ModelType\":\"LLM\"', text, text",
        "'\"ModelType\":\"LLM\",\"Tags\":[\"Vision\"]', text+image, text",
        "'\"ModelType\":\"STT\"', audio, text",
        "'\"ModelType\":\"UNKNOWN\",\"Tags\":[\"TTS\"]', text, audio",
        "'\"Tags\":[\"Embedding\"]', text, embeddings"
    })
    void tellsModalitiesByTheStatedType(String fields, String input, String output) {
        var modalities = new Modalities(List.of(input.split("\\+", -1)), List.of(output));

        assertThat(read(entry(ONE, "thing", fields))
                        .getFirst()
                        .traits()
                        .description()
                        .modalities())
                .isEqualTo(modalities);
    }

    @Test
    void inventsNoModalitiesForATypeThatOnlyTheNameSuggests() {
        assertThat(read(entry(ONE, "whisper-1", "\"ModelType\":\"UNKNOWN\"")).getFirst())
                .satisfies(model -> assertThat(model.type()).isEqualTo(ModelType.TRANSCRIPTION))
                .satisfies(model -> assertThat(model.traits().description()).isEqualTo(Description.NONE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0x1", "1111", "0xZZ"})
    void takesNoEntryWithoutAChainId(String id) {
        var reading = (Reading.Listed) parse(entry(id, "bad", "\"Fee\":1") + "," + entry(ONE, "good", "\"Fee\":1"));

        assertThat(reading.list().models()).extracting(Model::name).containsExactly("good");
        assertThat(reading.list().remarks()).hasSize(1);
    }

    @Test
    void oneHostileRegistrationDoesNotTakeTheListDown() {
        var reading = (Reading.Listed)
                parse(entry(ONE, "a\\r\\nset-cookie: x", "\"Fee\":1") + "," + entry(TWO, "good", "\"Fee\":1"));

        assertThat(reading.list().models()).extracting(Model::name).containsExactly("good");
    }

    private static String entry(String id, String name, String fields) {
        return "{\"Id\":\"%s\",\"IpfsCID\":\"0x0\",\"Name\":\"%s\",%s}".formatted(id, name, fields);
    }

    private static List<Model> read(String entries) {
        return ((Reading.Listed) parse(entries)).list().models();
    }

    private static Reading parse(String entries) {
        var body = "{\"models\":[" + entries + "],\"last_updated\":1750000000}";
        return new ListParser("models", new MorpheusEntries("mor")::read, MorpheusEntries::named)
                .parse(body.getBytes(StandardCharsets.UTF_8), Validators.NONE);
    }
}
