package org.gatehouse.vault.rotation;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import org.gatehouse.vault.envelope.KeyName;

@Serdeable.Serializable
@Schema(name = "MasterKeyName")
record KeyNameView(String provider, @JsonProperty("key_id") String keyId, int version) {

    static KeyNameView of(KeyName name) {
        return new KeyNameView(name.provider(), name.keyId(), name.version());
    }
}
