package org.gatehouse.vault.secret;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;
import org.gatehouse.vault.envelope.Binding;
import org.gatehouse.vault.envelope.KeyName;
import org.gatehouse.vault.envelope.OwnerId;
import org.gatehouse.vault.envelope.SealedSecret;
import org.gatehouse.vault.envelope.SecretId;
import org.gatehouse.vault.envelope.WrappedKey;
import org.jspecify.annotations.Nullable;

/** A stored secret: what its owner may see of it, and its sealed form. */
@MappedEntity("secret")
@SuppressWarnings("ArrayRecordComponent")
record SecretRow(
        @Id UUID id,
        UUID ownerId,
        String kind,
        String name,
        String origin,
        long version,
        @Nullable String address,
        String keyProvider,
        String keyId,
        int keyVersion,
        byte[] wrappedKey,
        byte[] payload,
        Instant createdAt,
        Instant updatedAt) {

    /** Changes with every value the slot has ever held. */
    record Revision(UUID id, long version) {}

    Revision revision() {
        return new Revision(id, version);
    }

    Binding binding(Slot slot) {
        return new Binding(new OwnerId(ownerId), slot.path(), new SecretId(id), version, origin);
    }

    SealedSecret sealed() {
        return new SealedSecret(new WrappedKey(new KeyName(keyProvider, keyId, keyVersion), wrappedKey), payload);
    }
}
