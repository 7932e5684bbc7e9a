package org.gatehouse.vault.rotation;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;
import org.gatehouse.vault.envelope.KeyName;

@Serdeable.Serializable
record KeyNameView(String provider, @JsonProperty("key_id") String keyId, int version) {

    static KeyNameView of(KeyName name) {
        return new KeyNameView(name.provider(), name.keyId(), name.version());
    }
}
