package org.gatehouse.chat.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonTreeTest {

    @ParameterizedTest
    @ValueSource(ints = {10, 65_535, 65_537, 300_000})
    void readsTextsOfAnyLength(int length) throws IOException {
        String plain = "a😀b".repeat(length / 6 + 1);
        String escaped = plain + "\\n\\u0041";

        var tree = JsonTree.object(("{\"plain\":\"" + plain + "\",\"escaped\":[\"" + escaped + "\"],\"last\":\"x\"}")
                .getBytes(StandardCharsets.UTF_8));

        assertThat(tree.path("plain").asText()).isEqualTo(plain);
        assertThat(tree.path("escaped").path(0).asText()).isEqualTo(plain + "\nA");
        assertThat(tree.path("last").asText()).isEqualTo("x");
    }

    @Test
    void makesNoTreeOfManyParts() {
        byte[] document = ("{\"a\":[" + "[],".repeat(600_000) + "1]}").getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> JsonTree.object(document)).isInstanceOf(IOException.class);
    }
}
