package org.gatehouse.vault.envelope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class SecretMaterialTest {

    @Test
    void saysNothingOfItselfInText() {
        try (var secret = SecretMaterial.ofText("hunter2")) {
            assertThat(secret.toString()).isEqualTo("[secret]").doesNotContain("hunter2");
            assertThat("" + new NewDataKey(secret, new WrappedKey(new KeyName("local", "k", 1), new byte[0])))
                    .doesNotContain("hunter2");
        }
    }

    @Test
    void keepsTheTextItWasGivenByteForByte() {
        for (String text : new String[] {"", "abc", "pässwörd €", "🔑"}) {
            try (var secret = SecretMaterial.ofText(text)) {
                assertThat(secret.<byte[]>expose(byte[]::clone)).isEqualTo(text.getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    @Test
    void isOverwrittenWhenClosed() {
        byte[] bytes = {1, 2, 3};
        SecretMaterial.owning(bytes).close();
        assertThat(bytes).containsOnly(0);
    }

    @Test
    void cannotBeReadAfterItWasClosed() {
        var secret = SecretMaterial.ofText("hunter2");
        secret.close();
        assertThatThrownBy(() -> secret.expose(Arrays::toString)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aCopyOutlivesTheOriginal() {
        var original = SecretMaterial.ofText("hunter2");
        try (var copy = original.copy()) {
            original.close();
            assertThat(copy).isEqualTo(SecretMaterial.ofText("hunter2")).isNotEqualTo(SecretMaterial.ofText("hunter3"));
        }
    }
}
