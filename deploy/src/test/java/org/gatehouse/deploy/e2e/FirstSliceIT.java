package org.gatehouse.deploy.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.openai.core.JsonValue;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.models.Model;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedSuite.class)
final class FirstSliceIT {
    private final Suite suite;
    private final Client client;

    FirstSliceIT(Suite suite) {
        this.suite = suite;
        this.client = new Client(suite.address());
    }

    @Test
    void registersLogsInAndSaysWhoTheCallerIs() {
        var email = client.register();
        var tokens = client.login(email, Client.PASSWORD);

        var me = client.send("GET", "/api/v1/auth/me", tokens.access(), null)
                .expect(200)
                .json();
        assertThat(me.path("email").asText()).isEqualTo(email);
        assertThat(me.path("roles").toString()).isEqualTo("[\"user\"]");
    }

    @Test
    void theFirstAdministratorLogsInWithTheGeneratedPassword() {
        var tokens = client.login("admin@gatehouse.local", suite.administratorPassword());

        var me = client.send("GET", "/api/v1/auth/me", tokens.access(), null)
                .expect(200)
                .json();
        assertThat(me.path("roles").toString()).contains("admin");
    }

    @Test
    void listsTheModelsOfEveryUpstreamThroughTheSdk() {
        var ids = client.sdk(client.newKey()).models().list().data().stream()
                .map(Model::id)
                .toList();

        assertThat(ids).contains("gatehouse/echo", "mock-small", "mock/large");
    }

    @Test
    void findsAModelWhoseIdHasASlashEncodedOrNot() {
        var key = client.newKey();

        assertThat(client.sdk(key).models().retrieve("mock/large").id()).isEqualTo("mock/large");
        for (var path : List.of("/v1/models/mock/large", "/v1/models/mock%2Flarge", "/api/v1/models/gatehouse/echo")) {
            client.send("GET", path, key, null).expect(200);
        }
    }

    @Test
    void completesThroughTheSdk() {
        var completion = client.sdk(client.newKey()).chat().completions().create(chat("mock/large", "mock:chunks=3"));

        assertThat(completion.choices().getFirst().message().content()).hasValue("word0 word1 word2 ");
        assertThat(completion.usage().orElseThrow().completionTokens()).isEqualTo(3);
    }

    @Test
    void streamsThroughTheSdk() {
        var params = chat("mock-small", "mock:chunks=20,gap=5").toBuilder()
                .streamOptions(
                        ChatCompletionStreamOptions.builder().includeUsage(true).build())
                .build();
        try (var stream = client.sdk(client.newKey()).chat().completions().createStreaming(params)) {
            var chunks = stream.stream().toList();
            assertThat(text(chunks)).startsWith("word0 word1 ").endsWith("word19 ");
            assertThat(chunks.getLast().usage().orElseThrow().completionTokens())
                    .isEqualTo(20);
        }
    }

    @Test
    void echoesTheLastMessageOfTheUser() {
        var params = chat("gatehouse/echo", "none").toBuilder().build();
        try (var stream = client.sdk(client.newKey()).chat().completions().createStreaming(params)) {
            assertThat(text(stream.stream().toList())).contains("Say hello");
        }
        var completion = client.sdk(client.newKey()).chat().completions().create(params);
        assertThat(completion.choices().getFirst().message().content().orElseThrow())
                .contains("Say hello");
    }

    @Test
    void anAccessTokenWorksLikeAKey() {
        var access = client.newcomer().access();

        client.send("POST", "/api/v1/chat/completions", access, """
                {"model":"gatehouse/echo","messages":[{"role":"user","content":"Hi"}]}""").expect(200);
    }

    @Test
    void aKeyIsExchangedForATokenThatWorks() {
        var key = client.newKey();
        var token = client.send("POST", "/auth/token", null, "{\"api_key\":\"" + key + "\"}")
                .expect(200)
                .json();

        assertThat(token.path("expires_in").asInt()).isEqualTo(3600);
        client.send("GET", "/v1/models", token.path("access_token").asText(), null)
                .expect(200);
    }

    @Test
    void theUpstreamSeesItsOwnKeyAndNothingOfTheCallers() {
        client.sdk(client.newKey()).chat().completions().create(chat("mock-small", "mock:chunks=1"));

        var headers = suite.upstream().stats().lastHeaders();
        assertThat(headers).containsEntry("authorization", "Bearer sk-upstream-test");
        assertThat(headers.toString()).doesNotContain("sk-gh-").doesNotContain("eyJ");
    }

    @Test
    void storesAPrivateKeyAndNeverShowsIt() {
        var access = client.newcomer().access();
        var secret = "4c0883a69102937d6231471b5dbb6204fe5129617082792ae468d01a3f362318";

        var stored = client.send("POST", "/api/v1/auth/private-key", access, "{\"private_key\":\"" + secret + "\"}")
                .expect(201);
        assertThat(stored.json().path("address").asText())
                .isEqualToIgnoringCase("0x2c7536E3605D9C16a7a3D7b1898e529396a65c23");
        var status = client.send("GET", "/api/v1/auth/private-key/status", access, null)
                .expect(200);
        assertThat(stored.body() + status.body()).doesNotContain(secret);
        client.send("DELETE", "/api/v1/auth/private-key", access, null).expect(204);
        client.send("DELETE", "/api/v1/auth/private-key", access, null).expect(404);
    }

    @Test
    void theThreeCommandsThatTheLauncherPrintsWorkAsTheyStand() throws Exception {
        var commands = suite.output()
                .lines()
                .dropWhile(line -> !line.equals("Try:"))
                .skip(1)
                .limit(3)
                .collect(Collectors.joining("\n"));
        var shell = new ProcessBuilder("bash", "-ec", commands)
                .redirectErrorStream(true)
                .start();
        var output = new String(shell.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);

        assertThat(shell.waitFor()).as(output).isZero();
        assertThat(output).contains("chat.completion.chunk").contains("data: [DONE]");
    }

    private static ChatCompletionCreateParams chat(String model, String script) {
        return ChatCompletionCreateParams.builder()
                .model(model)
                .addUserMessage("Say hello")
                .putAdditionalBodyProperty("user", JsonValue.from(script))
                .build();
    }

    private static String text(List<ChatCompletionChunk> chunks) {
        return chunks.stream()
                .flatMap(chunk -> chunk.choices().stream())
                .map(choice -> choice.delta().content().orElse(""))
                .collect(Collectors.joining());
    }
}
