package org.gatehouse.catalog.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.gatehouse.catalog.model.Model;
import org.gatehouse.catalog.model.ModelType;
import org.gatehouse.catalog.model.Pricing;
import org.gatehouse.testing.catalog.ListServer;
import org.gatehouse.testing.family.Family;
import org.gatehouse.testing.family.FamilyServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenAiListIT {

    private static final String LIST = """
            {"object":"list","data":[{"id":"openai/gpt-4o","object":"model","created":9007199254740993,"owned_by":"openai",
            "context_length":128000,"pricing":{"prompt":"0.0000025","completion":"0.00001"},"aliases":["gpt-4o"]}]}""";

    private final ListServer server = new ListServer();
    private final DocumentClient client =
            new DocumentClient(new RefreshConfig(Duration.ofSeconds(60), Duration.ofSeconds(5)));

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    @Test
    void readsAGoodListWithNumbersBeyondADouble() {
        server.json(LIST);

        var model = listed().getFirst();

        assertThat(model.id().value()).isEqualTo("openai/gpt-4o");
        assertThat(model.origin().created()).isEqualTo(9_007_199_254_740_993L);
        assertThat(model.origin().ownedBy()).isEqualTo("openai");
        assertThat(model.traits().description().contextLength()).isEqualTo(128_000);
        assertThat(model.traits().aliases()).containsExactly("gpt-4o");
        assertThat(model.pricing())
                .isEqualTo(Pricing.parse("0.0000025", "0.00001").orElseThrow());
        assertThat(server.asked().getFirst().path()).isEqualTo("/v1/models");
        assertThat(server.asked().getFirst().headers().getFirst("Authorization"))
                .isEqualTo("Bearer sk-upstream");
    }

    @Test
    void readsTheBareestListThereIs() {
        server.json("{\"data\":[{\"id\":\"text-embedding-3-small\"}]}");

        var model = listed().getFirst();

        assertThat(model.type()).isEqualTo(ModelType.EMBEDDING);
        assertThat(model.origin().ownedBy()).isEqualTo("one");
        assertThat(model.pricing()).isNull();
    }

    @Test
    void readsABareArrayAndTheNullThatSomeServersSendForNothing() {
        server.json("[{\"id\":\"meta/llama\",\"type\":\"chat\",\"pricing\":{\"input\":0.2,\"hourly\":0}}]");
        assertThat(listed()).hasSize(1);

        server.json("{\"object\":\"list\",\"data\":null}");
        assertThat(listed()).isEmpty();
    }

    @Test
    void asksWithTheEtagItHoldsAndKeepsWhatItHasOn304() {
        server.jsonWithEtag(LIST, "\"v1\"");
        var source = source();

        var first = (Reading.Listed) source.read(Validators.NONE);

        assertThat(source.read(first.validators())).isEqualTo(new Reading.Unchanged());
        assertThat(server.asked().get(1).headers().getFirst("If-None-Match")).isEqualTo("\"v1\"");
    }

    @Test
    void sparesTheReadingOfTheSameBytesWhenThereIsNoEtag() {
        server.json(LIST);
        var source = source();

        var first = (Reading.Listed) source.read(Validators.NONE);

        assertThat(source.read(first.validators())).isEqualTo(new Reading.Unchanged());
    }

    @Test
    void refuses304ToARequestWithoutACondition() {
        server.status(304);

        assertThat(failure()).contains("304");
    }

    @Test
    void refusesAListBeyondFiveMebibytes() {
        server.body(
                "application/json",
                ("{\"data\":[]," + "\"x\":\"" + "a".repeat(DocumentClient.MAX_BYTES) + "\"}")
                        .getBytes(StandardCharsets.UTF_8));

        assertThat(failure()).contains("IOException");
    }

    @Test
    void stopsReadingAnEndlessListAtTheLimit() {
        server.script(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            var megabyte = new byte[1024 * 1024];
            for (var i = 0; i < 1000; i++) {
                exchange.getResponseBody().write(megabyte);
            }
        });

        assertThat(failure()).contains("IOException");
    }

    @Test
    void refusesMoreModelsThanItsLimit() {
        server.json("{\"data\":[" + "{\"id\":\"m\"},".repeat(ListParser.MAX_MODELS) + "{\"id\":\"m\"}]}");

        assertThat(failure()).contains("more than 10000 models");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!doctype html><html><body>Sign in</body></html>",
                "not json",
                "",
                "{",
                "null",
                "42",
                "{\"data\":{}}",
                "{\"data\":\"x\"}",
                "{\"error\":\"nope\"}",
                "{\"data\":null}",
                "{\"data\":[]} {\"data\":[]}",
                "{\"data\":[],\"data\":[{\"id\":\"evil\"}]}",
                "{\"data\":[42]}",
                "{\"data\":[{\"id\":17}]}",
                "{\"data\":[{\"name\":\"no id\"}]}",
                "{\"data\":[{\"id\":\"a\\r\\nx: 1\"}]}"
            })
    void refusesGarbageWhole(String body) {
        server.json(body);

        assertThat(source().read(Validators.NONE)).isInstanceOf(Reading.Failed.class);
    }

    @Test
    void refusesNestingThatWouldEatTheStack() {
        server.json("[".repeat(100_000));

        assertThat(failure()).contains("limits");
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void followsNoRedirectSoThatTheKeyNeverTravels(int status) {
        try (var trap = new ListServer()) {
            trap.json(LIST);
            server.redirect(status, trap.url("/v1/models"));

            assertThat(failure()).contains("redirect");
            assertThat(trap.asked()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 206, 401, 404, 429, 500})
    void refusesEveryStatusButSuccess(int status) {
        server.status(status);

        assertThat(failure()).isEqualTo("status " + status);
    }

    @Test
    void refusesACompressedBodyNobodyAskedFor() {
        server.script(exchange -> {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            exchange.sendResponseHeaders(200, 3);
            exchange.getResponseBody().write(new byte[] {31, -117, 8});
        });

        assertThat(failure()).contains("encoding");
    }

    @Test
    void givesUpOnAnAnswerThatNeverEnds() {
        var released = new CountDownLatch(1);
        server.script(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            await(released);
        });
        var hasty = new DocumentClient(new RefreshConfig(Duration.ofSeconds(60), Duration.ofMillis(300)));

        var reading = source(server.url("/v1/models"), hasty).read(Validators.NONE);

        assertThat(reading)
                .asInstanceOf(type(Reading.Failed.class))
                .satisfies(failed -> assertThat(failed.internalReason()).contains("no complete answer"));
        released.countDown();
        hasty.close();
    }

    @Test
    void refusesABodyThatEndsEarly() {
        server.script(exchange -> {
            exchange.sendResponseHeaders(200, 1000);
            exchange.getResponseBody().write("{\"data\":[".getBytes(StandardCharsets.UTF_8));
        });

        assertThat(failure()).contains("Exception");
    }

    @Test
    void collapsesADuplicateThatSaysTheSame() {
        server.json("{\"data\":[{\"id\":\"a\"},{\"id\":\"a\"},{\"id\":\"b\"}]}");

        assertThat(listed()).extracting(model -> model.id().value()).containsExactly("a", "b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"created\":\"yesterday\"",
                "\"created\":-5",
                "\"created\":1.5",
                "\"created\":99999999999999999999",
                "\"context_length\":-1",
                "\"context_length\":\"128k\"",
                "\"owned_by\":{\"name\":\"x\"}",
                "\"owned_by\":7",
                "\"name\":[\"x\"]",
                "\"tags\":\"new\"",
                "\"tags\":[1,{}]",
                "\"aliases\":{\"a\":1}",
                "\"type\":{\"kind\":\"chat\"}",
                "\"pricing\":\"free\"",
                "\"pricing\":[]",
                "\"created\":\"2026-01-01T00:00:00Z\"",
                "\"created\":true",
                "\"max_model_len\":\"32k\"",
                "\"context_window\":{\"input\":5}",
                "\"capabilities\":{\"completion_chat\":true}",
                "\"capabilities\":[\"completion\"]",
                "\"supported_parameters\":\"all\"",
                "\"architecture\":[\"text\"]",
                "\"deprecation\":{\"date\":\"soon\"}",
                "\"meta\":{\"n_ctx_train\":-1}",
                "\"permission\":[{\"id\":7}]",
                "\"display_name\":{\"en\":\"A\"}",
                "\"type\":\"\"",
                "\"task\":[\"chat\"]"
            })
    void hidesNoModelForAFieldThatOnlyDescribesIt(String field) {
        server.json("{\"data\":[{\"id\":\"a\"," + field + "}]}");

        assertThat(listed()).extracting(model -> model.id().value()).containsExactly("a");
    }

    @Test
    void takesNeitherOfTwoPricesForOneModel() {
        server.json("""
                {"data":[{"id":"a","pricing":{"prompt":"0.1","completion":"0.1"}},
                {"id":"a","pricing":{"prompt":"0","completion":"0"}},{"id":"b"}]}""");

        var list = ((Reading.Listed) source().read(Validators.NONE)).list();

        assertThat(list.models()).extracting(model -> model.id().value()).containsExactly("a", "b");
        assertThat(list.models()).extracting(Model::pricing).containsOnlyNulls();
        assertThat(list.remarks()).extracting(ModelList.Remark::upstreamModel).containsExactly("a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"-1\"", "-1", "\"-1.0\"", "-1.0"})
    void takesMinusOneForAnUnknownPrice(String price) {
        server.json(
                "{\"data\":[{\"id\":\"a\",\"pricing\":{\"prompt\":%s,\"completion\":%s}}]}".formatted(price, price));

        var list = ((Reading.Listed) source().read(Validators.NONE)).list();

        assertThat(list.models()).extracting(Model::pricing).containsOnlyNulls();
        assertThat(list.remarks()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"prompt\":\"-2\",\"completion\":\"0\"}",
                "{\"prompt\":\"free\",\"completion\":\"0\"}",
                "{\"prompt\":\"0.1\"}",
                "{\"prompt\":2,\"completion\":2}",
                "{\"prompt\":1e999,\"completion\":0}",
                "{\"prompt\":true,\"completion\":0}",
                "{\"prompt\":[],\"completion\":0}"
            })
    void leavesOutAPriceThatCannotBeRightAndSaysSo(String pricing) {
        server.json("{\"data\":[{\"id\":\"a\",\"pricing\":" + pricing + "},{\"id\":\"b\"}]}");

        var list = ((Reading.Listed) source().read(Validators.NONE)).list();

        assertThat(list.models()).extracting(model -> model.id().value()).containsExactly("a", "b");
        assertThat(list.models()).extracting(Model::pricing).containsOnlyNulls();
        assertThat(list.remarks()).extracting(ModelList.Remark::upstreamModel).containsExactly("a");
    }

    @ParameterizedTest
    @CsvSource({
        "VLLM,Qwen/Qwen3-32B,vllm,32768",
        "LLAMA_CPP,gemma-3-270m.gguf,llamacpp,",
        "DEEPSEEK,deepseek-v4-flash,deepseek,",
        "GEMINI,models/gemini-3-pro-preview,google,",
        "MISTRAL,magistral-medium-2509,mistralai,40960",
        "OPEN_ROUTER,qwen/qwen3-32b,one,32768",
        "AZURE,deepseek-r1-0528,one,"
    })
    void readsTheListOfEachFamily(Family family, String id, String owner, Integer context) {
        try (var models = FamilyServer.start(family)) {
            var reading =
                    source(URI.create(models.baseUrl() + "/models"), client).read(Validators.NONE);

            var first = ((Reading.Listed) reading).list().models().getFirst();
            assertThat(first.id().value()).isEqualTo(id);
            assertThat(first.origin().ownedBy()).isEqualTo(owner);
            assertThat(first.traits().description().contextLength()).isEqualTo(context);
        }
    }

    @Test
    void refusesNobodyAtTheOtherEnd() {
        var location = server.url("/v1/models");
        server.close();

        var reading = source(location, client).read(Validators.NONE);

        assertThat(reading).isInstanceOf(Reading.Failed.class);
    }

    private List<Model> listed() {
        return ((Reading.Listed) source().read(Validators.NONE)).list().models();
    }

    private String failure() {
        return ((Reading.Failed) source().read(Validators.NONE)).internalReason();
    }

    private ModelSource source() {
        return source(server.url("/v1/models"), client);
    }

    private static ModelSource source(URI location, DocumentClient client) {
        var parser = new ListParser("data", new OpenAiEntries("one")::read);
        return new HttpListSource("one", location, Optional.of("Bearer sk-upstream"), client, parser);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
