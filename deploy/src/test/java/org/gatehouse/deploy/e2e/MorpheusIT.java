package org.gatehouse.deploy.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.core.JsonValue;
import com.openai.errors.OpenAIException;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.models.Model;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.stream.Collectors;
import org.gatehouse.testing.morpheus.MorpheusProcess;
import org.gatehouse.testing.morpheus.NodeStats;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The marketplace through the whole suite: edge, catalogue, relay and a node that is a process of its own. */
@ExtendWith(SharedSuite.class)
final class MorpheusIT {

    private static final String LLAMA = "Llama 3.3 70B:web";

    private final Suite suite;
    private final Client client;

    MorpheusIT(Suite suite) {
        this.suite = suite;
        this.client = new Client(suite.address());
    }

    @Test
    void listsTheMarketplacesModelsThroughTheSdk() {
        var ids = client.sdk(client.newKey()).models().list().data().stream()
                .map(Model::id)
                .toList();

        assertThat(ids)
                .contains(LLAMA, "mistral-31-24b", "text-embedding-bge-m3")
                .doesNotContain("gone");
    }

    @Test
    void streamsAndCompletesThroughTheSdkOnOneSessionAtATime() {
        var sdk = client.sdk(client.newKey());
        for (int i = 0; i < 3; i++) {
            try (var stream = sdk.chat().completions().createStreaming(chat(LLAMA, "mock:chunks=3,control,split=5"))) {
                var said = stream.stream()
                        .flatMap(chunk -> chunk.choices().stream())
                        .map(choice -> choice.delta().content().orElse(""))
                        .collect(Collectors.joining());
                assertThat(said).isEqualTo("word0 word1 word2 ");
            }
            var completion = sdk.chat().completions().create(chat("llama-3.3-70b:web", "mock:chunks=2,control"));
            assertThat(completion.choices().getFirst().message().content()).hasValue("word0 word1 ");
            assertThat(completion.usage().orElseThrow().completionTokens()).isEqualTo(2);
        }
        assertThat(stats().deepest()).isEqualTo(1);
        assertThat(stats().sessions()).hasSizeLessThanOrEqualTo(2);
        assertThat(stats().lastOpen()).contains("\"failover\":false");
    }

    @Test
    void aBrokenStreamIsAnErrorToTheSdk() {
        var sdk = client.sdk(client.newKey());
        for (String how : new String[] {"truncate", "append", "append-late"}) {
            var params = chat(LLAMA, "mock:chunks=4,break=" + how);
            assertThatThrownBy(() -> {
                        try (var stream = sdk.chat().completions().createStreaming(params)) {
                            stream.stream().forEach(chunk -> {});
                        }
                    })
                    .as(how)
                    .isInstanceOf(OpenAIException.class);
        }
    }

    @Test
    void aClientThatLeavesStopsTheNode() throws Exception {
        var body = """
                {"model":"%s","stream":true,"user":"mock:chunks=2000,gap=10","messages":[{"role":"user","content":"Hi"}]}""".formatted(LLAMA);
        var request = client.request("POST", "/v1/chat/completions", client.newKey(), body)
                .build();
        int leftBefore = stats().left();
        var response = client.http().send(request, BodyHandlers.ofInputStream());
        try (var stream = response.body()) {
            assertThat(stream.readNBytes(200)).hasSize(200);
        }
        Eventually.within(Duration.ofSeconds(5), "the node saw the client leave", () -> stats().left() > leftBefore);
    }

    @Test
    void aUserWithANodeOfTheirOwnIsServedByIt() {
        var access = client.newcomer().access();
        try (var own = MorpheusProcess.start()) {
            client.send("PUT", "/api/v1/auth/node", access, """
                    {"url":"%s","username":"gateway","password":"gateway-password"}""".formatted(own.baseUrl()))
                    .expect(200);
            int before = stats().chats();

            client.sdk(client.createKey(access).key()).chat().completions().create(chat(LLAMA, "mock:chunks=1"));

            assertThat(own.control().stats().chats()).isEqualTo(1);
            assertThat(stats().chats()).isEqualTo(before);
        }
    }

    @Test
    void anAllowanceNeedsASecondFactor() {
        var admin = client.login("admin@gatehouse.local", suite.administratorPassword());
        var answer = client.send("POST", "/api/v1/auth/approve-spending", admin.access(), "{\"amount\":\"1\"}")
                .expect(401);

        assertThat(answer.header("www-authenticate")).contains("insufficient_user_authentication", "acr_values=\"2\"");
        client.send("POST", "/api/v1/auth/approve-spending", client.newcomer().access(), "{\"amount\":\"1\"}")
                .expect(403);
    }

    private NodeStats stats() {
        return suite.node().control().stats();
    }

    private static ChatCompletionCreateParams chat(String model, String script) {
        return ChatCompletionCreateParams.builder()
                .model(model)
                .addUserMessage("Say hello")
                .putAdditionalBodyProperty("user", JsonValue.from(script))
                .build();
    }
}
