package org.gatehouse.vault.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class BindingTest {

    private static final OwnerId OWNER = new OwnerId(new UUID(0, 1));
    private static final SecretId RECORD = new SecretId(new UUID(0, 2));

    @Test
    void everyFieldAndTheLayerChangeTheEncoding() {
        List<Binding> different = List.of(
                new Binding(OWNER, "private-key", RECORD, 1, ""),
                new Binding(new OwnerId(new UUID(0, 3)), "private-key", RECORD, 1, ""),
                new Binding(OWNER, "node", RECORD, 1, ""),
                new Binding(OWNER, "private-key", new SecretId(new UUID(0, 3)), 1, ""),
                new Binding(OWNER, "private-key", RECORD, 2, ""),
                new Binding(OWNER, "private-key", RECORD, 1, "https://api.example"));
        Set<ByteBuffer> encodings = new HashSet<>();
        for (Binding binding : different) {
            encodings.add(ByteBuffer.wrap(binding.forPayload()));
            encodings.add(ByteBuffer.wrap(binding.forWrap()));
        }
        assertThat(encodings).hasSize(2 * different.size());
        assertThat(different.stream().map(Binding::asContext).distinct()).hasSize(different.size());
    }

    @Test
    void movingACharacterFromOneFieldToTheNextChangesTheEncoding() {
        assertThat(new Binding(OWNER, "a", RECORD, 1, "1b").forWrap())
                .isNotEqualTo(new Binding(OWNER, "a", RECORD, 11, "b").forWrap());
    }
}
