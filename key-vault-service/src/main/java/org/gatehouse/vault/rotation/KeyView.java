package org.gatehouse.vault.rotation;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.gatehouse.vault.envelope.KeyName;
import org.jspecify.annotations.Nullable;

@Serdeable.Serializable
@Schema(name = "MasterKey")
record KeyView(
        String provider,
        @JsonProperty("key_id") String keyId,
        int version,
        boolean current,
        long records,
        @Nullable @JsonProperty("retired_at") Instant retiredAt) {

    @Serdeable.Serializable
    @Schema(name = "MasterKeyList")
    record Page(List<KeyView> data) {}

    static KeyView of(KeyCount key, KeyName current) {
        var name = new KeyName(key.provider(), key.keyId(), key.keyVersion());
        return new KeyView(
                key.provider(), key.keyId(), key.keyVersion(), name.equals(current), key.records(), key.retiredAt());
    }
}
