package org.gatehouse.chat.upstream.morpheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.gatehouse.chat.upstream.Usage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WholeFilterTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":{\"b\":\"}\"}}",
                "data: provider failed, failover enabled\n\ndata: new session opened: 0x1\n\n{\"a\":{\"b\":\"}\"}}",
                "\n{\"a\":{\"b\":\"}\"}}\ndata: new session opened: 0x1\n\n",
                "{\"usage_from_consumer\":{\"x\":[1]},\"a\":{\"b\":\"}\"}}",
            })
    void findsTheOneObject(String body) throws IOException {
        assertThat(new String(read(body).document(), StandardCharsets.UTF_8)).isEqualTo("{\"a\":{\"b\":\"}\"}}");
    }

    @Test
    void takesTheProvidersCount() throws IOException {
        NodeMembers members =
                read("{\"usage_from_provider\":{\"prompt_tokens\":9007199254740993,\"completion_tokens\":-1}}");

        assertThat(members.usage()).isEqualTo(new Usage(9007199254740993L, 0, Usage.Source.REPORTED));
        assertThat(new String(members.document(), StandardCharsets.UTF_8)).isEqualTo("{}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "data: provider failed, failover enabled\n\n",
                "{\"a\":1}{\"error\":\"x\"}",
                "<html>{\"a\":1}",
                "{\"a\":1",
                "[1]",
            })
    void refusesWhatIsNotOneObject(String body) {
        assertThatThrownBy(() -> read(body)).isInstanceOf(IOException.class);
    }

    private static NodeMembers read(String body) throws IOException {
        return WholeFilter.read(body.getBytes(StandardCharsets.UTF_8));
    }
}
