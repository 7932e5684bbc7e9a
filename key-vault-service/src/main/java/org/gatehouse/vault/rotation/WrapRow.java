package org.gatehouse.vault.rotation;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.util.UUID;
import org.gatehouse.vault.envelope.Binding;
import org.gatehouse.vault.envelope.KeyName;
import org.gatehouse.vault.envelope.OwnerId;
import org.gatehouse.vault.envelope.SecretId;
import org.gatehouse.vault.envelope.WrappedKey;

/** As much of a record as its rewrap needs: where it belongs and its wrapped key, without the payload. */
@MappedEntity("secret")
@SuppressWarnings("ArrayRecordComponent")
record WrapRow(
        @Id UUID id,
        UUID ownerId,
        String purpose,
        long version,
        String origin,
        String keyProvider,
        String keyId,
        int keyVersion,
        byte[] wrappedKey) {

    Binding binding() {
        return new Binding(new OwnerId(ownerId), purpose, new SecretId(id), version, origin);
    }

    WrappedKey wrapped() {
        return new WrappedKey(new KeyName(keyProvider, keyId, keyVersion), wrappedKey);
    }
}
