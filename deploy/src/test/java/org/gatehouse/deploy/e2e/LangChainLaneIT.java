package org.gatehouse.deploy.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.exception.ModelNotFoundException;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiEmbeddingModel;
import dev.langchain4j.model.openai.OpenAiModelCatalog;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** LangChain4j through the edge, unmodified. */
@ExtendWith(SharedSuite.class)
final class LangChainLaneIT {
    private final Suite suite;
    private final String base;
    private final String key;

    LangChainLaneIT(Suite suite) {
        this.suite = suite;
        this.base = suite.address() + "/v1";
        this.key = new Client(suite.address()).newKey();
    }

    @Test
    void lists() {
        var catalog = OpenAiModelCatalog.builder().baseUrl(base).apiKey(key).build();

        assertThat(catalog.listModels()).anyMatch(model -> model.name().equals("mock/large"));
    }

    @Test
    void chats() {
        for (String model : new String[] {"mock/large", "claude-mock", "gatehouse/echo"}) {
            assertThat(chat(model, "mock:chunks=2").chat("Say hello")).isNotBlank();
        }
    }

    @Test
    void streams() throws Exception {
        for (String model : new String[] {"mock/large", "claude-mock"}) {
            var done = new Done();
            streaming(model, "mock:chunks=3").chat("Say hello", done);

            assertThat(done.response.get(20, TimeUnit.SECONDS).aiMessage().text())
                    .isEqualTo("word0 word1 word2 ");
        }
    }

    @Test
    void stopsTheUpstreamWhenItAborts() {
        suite.upstream().reset();
        streaming("mock/large", "mock:chunks=500,gap=20").chat("Say hello", new Done() {
            @Override
            public void onPartialResponse(PartialResponse piece, PartialResponseContext context) {
                context.streamingHandle().cancel();
            }
        });

        assertThat(suite.upstream().awaitLeft().open()).isZero();
    }

    @Test
    void readsAStructuredAnswer() {
        var schema = JsonSchema.builder()
                .name("weather")
                .rootElement(JsonObjectSchema.builder()
                        .addStringProperty("city")
                        .addIntegerProperty("degrees")
                        .build())
                .build();
        var request = ChatRequest.builder()
                .messages(UserMessage.from("How is the weather?"))
                .responseFormat(ResponseFormat.builder()
                        .type(ResponseFormatType.JSON)
                        .jsonSchema(schema)
                        .build())
                .build();
        for (String model : new String[] {"mock/large", "claude-mock"}) {
            assertThat(chat(model, "mock:json").chat(request).aiMessage().text())
                    .isEqualTo("{\"city\":\"Zürich\",\"degrees\":7}");
            assertThat(suite.upstream().stats().lastBody()).contains("json_schema", "degrees");
        }
    }

    @Test
    void retriesAsItAlwaysDoes() {
        suite.upstream().reset();
        var retrying = OpenAiChatModel.builder()
                .baseUrl(base)
                .apiKey(key)
                .modelName("mock/large")
                .user("mock:status=503")
                .maxRetries(1)
                .build();

        assertThatThrownBy(() -> retrying.chat("Hi")).isInstanceOf(InternalServerException.class);
        assertThat(suite.upstream().stats().requests()).isEqualTo(2);
    }

    @Test
    void callsTools() {
        var request = ChatRequest.builder()
                .messages(UserMessage.from("How is the weather?"))
                .toolSpecifications(ToolSpecification.builder()
                        .name("weather")
                        .parameters(JsonObjectSchema.builder()
                                .addStringProperty("city")
                                .build())
                        .build())
                .build();
        for (String model : new String[] {"mock/large", "claude-mock"}) {
            var calls =
                    chat(model, "mock:chunks=1,tool").chat(request).aiMessage().toolExecutionRequests();

            assertThat(calls.getFirst().name()).isEqualTo("weather");
            assertThat(calls.getFirst().arguments()).contains("Zürich");
        }
    }

    @Test
    void embeds() {
        var model = OpenAiEmbeddingModel.builder()
                .baseUrl(base)
                .apiKey(key)
                .modelName("mock-embedding")
                .build();

        assertThat(model.embed("a").content().dimension()).isEqualTo(3);
    }

    @Test
    void raisesItsOwnExceptions() {
        assertThatThrownBy(() -> chat("no-such-model", "").chat("Hi")).isInstanceOf(ModelNotFoundException.class);
        assertThatThrownBy(() -> chat("mock/large", "mock:status=429").chat("Hi"))
                .isInstanceOf(RateLimitException.class);
    }

    private static class Done implements StreamingChatResponseHandler {
        final CompletableFuture<ChatResponse> response = new CompletableFuture<>();

        @Override
        public void onCompleteResponse(ChatResponse complete) {
            response.complete(complete);
        }

        @Override
        public void onError(Throwable error) {
            response.completeExceptionally(error);
        }
    }

    private OpenAiStreamingChatModel streaming(String model, String script) {
        return OpenAiStreamingChatModel.builder()
                .baseUrl(base)
                .apiKey(key)
                .modelName(model)
                .user(script)
                .build();
    }

    private OpenAiChatModel chat(String model, String script) {
        return OpenAiChatModel.builder()
                .baseUrl(base)
                .apiKey(key)
                .modelName(model)
                .user(script)
                .maxRetries(0)
                .build();
    }
}
