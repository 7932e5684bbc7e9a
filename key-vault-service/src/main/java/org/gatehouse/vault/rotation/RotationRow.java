package org.gatehouse.vault.rotation;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;
import org.gatehouse.vault.envelope.KeyName;
import org.jspecify.annotations.Nullable;

@MappedEntity("rotation")
record RotationRow(
        @Id UUID id,
        String provider,
        String keyId,
        int keyVersion,
        String startedBy,
        Instant startedAt,
        @Nullable Instant finishedAt,
        long rewrapped,
        long failed) {

    KeyName target() {
        return new KeyName(provider, keyId, keyVersion);
    }
}
