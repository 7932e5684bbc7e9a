package org.gatehouse.chat.translate;

import static org.assertj.core.api.Assertions.assertThat;

import com.anthropic.models.messages.MessageCreateParams;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.responses.ResponseCreateParams;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gatehouse.chat.json.JsonTree;
import org.gatehouse.chat.request.Endpoint;
import org.gatehouse.chat.translate.chat.ChatOverMessages;
import org.gatehouse.chat.translate.messages.MessagesOverChat;
import org.gatehouse.chat.translate.overresponses.ChatOverResponses;
import org.gatehouse.chat.translate.responses.ResponsesOverChat;
import org.gatehouse.chat.upstream.Dropped;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The page for users lists each member of the makers' own SDKs that a translation leaves out, and none besides. */
class DroppedIsDocumentedTest {

    private static final Path PAGE = Path.of("..", "docs", "chat.md");
    private static final Pattern NAME = Pattern.compile("`([a-z_.]+)`");

    /** What clients send that the SDKs' main interface does not have: betas, and Codex's own. */
    private static final Map<Endpoint, Set<String>> BESIDES = Map.of(
            Endpoint.MESSAGES, Set.of("top_k", "context_management", "mcp_servers", "output_format"),
            Endpoint.CHAT, Set.of(),
            Endpoint.RESPONSES, Set.of("client_metadata"));

    /** Values for the members that are read; any other one may have any value. */
    private static final Map<String, String> SAMPLES = Map.ofEntries(
            Map.entry("model", "\"m\""),
            Map.entry("max_tokens", "5"),
            Map.entry("n", "1"),
            Map.entry("temperature", "0.5"),
            Map.entry("modalities", "[\"text\"]"),
            Map.entry("audio", "null"),
            Map.entry("prompt", "null"),
            Map.entry("system", "\"be\""),
            Map.entry("instructions", "\"be\""),
            Map.entry("stop", "\"END\""),
            Map.entry("tool_choice", "\"auto\""),
            Map.entry("text", "{\"verbosity\":\"low\"}"),
            Map.entry("reasoning", "{\"summary\":\"auto\"}"),
            Map.entry("output_config", "{\"effort\":\"low\"}"),
            Map.entry("response_format", "{\"type\":\"json_object\"}"),
            Map.entry("messages", "[{\"role\":\"user\",\"content\":\"a\"}]"),
            Map.entry("input", "\"a\""));

    static Stream<Arguments> translations() {
        return Stream.of(
                Arguments.of(new MessagesOverChat(), MessageCreateParams.Body.class, "From Messages to chat"),
                Arguments.of(new ChatOverMessages(), ChatCompletionCreateParams.Body.class, "From chat to Messages"),
                Arguments.of(new ChatOverResponses(), ChatCompletionCreateParams.Body.class, "From chat to Responses"),
                Arguments.of(new ResponsesOverChat(), ResponseCreateParams.Body.class, "From Responses to chat"));
    }

    @ParameterizedTest
    @MethodSource("translations")
    void listsAllMembersThatAreLeftOut(Translation translation, Class<?> body, String row) throws Exception {
        Set<String> members = Arrays.stream(body.getDeclaredMethods())
                .map(method -> method.getAnnotation(JsonProperty.class))
                .filter(property -> property != null)
                .map(JsonProperty::value)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(members).hasSizeGreaterThan(15);
        members.addAll(BESIDES.get(translation.from()));
        String required = translation.from().requiredField();
        var request = new StringBuilder("{\"" + required + "\":" + SAMPLES.get(required));
        members.stream()
                .filter(member -> !member.equals(required))
                .forEach(member -> request.append(",\"" + member + "\":" + SAMPLES.getOrDefault(member, "true")));
        var dropped = new Dropped();

        translation.request(JsonTree.object(request.append('}').toString().getBytes(StandardCharsets.UTF_8)), dropped);

        assertThat(listed(row)).as(PAGE + ", " + row).isEqualTo(new TreeSet<>(dropped.names()));
    }

    private static Set<String> listed(String row) throws IOException {
        String line = Files.readAllLines(PAGE).stream()
                .filter(one -> one.startsWith("| " + row + " |"))
                .findFirst()
                .orElseThrow();
        return NAME.matcher(line).results().map(found -> found.group(1)).collect(Collectors.toCollection(TreeSet::new));
    }
}
