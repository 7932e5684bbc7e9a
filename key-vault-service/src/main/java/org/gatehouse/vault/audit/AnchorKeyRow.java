package org.gatehouse.vault.audit;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;
import org.gatehouse.vault.envelope.Binding;
import org.gatehouse.vault.envelope.KeyName;
import org.gatehouse.vault.envelope.SealedSecret;
import org.gatehouse.vault.envelope.SecretId;
import org.gatehouse.vault.envelope.WrappedKey;

/** The key of the anchors, as it is kept among the secrets. */
@MappedEntity("secret")
@SuppressWarnings("ArrayRecordComponent")
record AnchorKeyRow(
        @Id UUID id,
        String keyProvider,
        String keyId,
        int keyVersion,
        byte[] wrappedKey,
        byte[] payload,
        Instant createdAt) {

    static final String KIND = "anchor-key";

    private static final long ONLY_VERSION = 1;

    static AnchorKeyRow of(UUID id, SealedSecret sealed, Instant now) {
        KeyName name = sealed.key().name();
        return new AnchorKeyRow(
                id, name.provider(), name.keyId(), name.version(), sealed.key().bytes(), sealed.payload(), now);
    }

    static Binding binding(UUID id) {
        return new Binding(AuditTrail.SYSTEM, KIND, new SecretId(id), ONLY_VERSION, "");
    }

    SealedSecret sealed() {
        return new SealedSecret(new WrappedKey(new KeyName(keyProvider, keyId, keyVersion), wrappedKey), payload);
    }
}
