package org.gatehouse.deploy.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.ModelNotFoundException;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiEmbeddingModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** LangChain4j through the edge, unmodified. */
@ExtendWith(SharedSuite.class)
final class LangChainLaneIT {
    private final String base;
    private final String key;

    LangChainLaneIT(Suite suite) {
        this.base = suite.address() + "/v1";
        this.key = new Client(suite.address()).newKey();
    }

    @Test
    void chats() {
        for (String model : new String[] {"mock/large", "claude-mock", "gatehouse/echo"}) {
            assertThat(chat(model, "mock:chunks=2").chat("Say hello")).isNotBlank();
        }
    }

    @Test
    void streams() throws Exception {
        var model = OpenAiStreamingChatModel.builder()
                .baseUrl(base)
                .apiKey(key)
                .modelName("mock/large")
                .user("mock:chunks=3")
                .build();
        var done = new CompletableFuture<ChatResponse>();
        model.chat("Say hello", new StreamingChatResponseHandler() {
            @Override
            public void onPartialResponse(String piece) {}

            @Override
            public void onCompleteResponse(ChatResponse response) {
                done.complete(response);
            }

            @Override
            public void onError(Throwable error) {
                done.completeExceptionally(error);
            }
        });

        assertThat(done.get(20, TimeUnit.SECONDS).aiMessage().text()).isEqualTo("word0 word1 word2 ");
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
