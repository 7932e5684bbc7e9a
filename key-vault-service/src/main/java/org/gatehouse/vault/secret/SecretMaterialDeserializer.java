package org.gatehouse.vault.secret;

import io.micronaut.core.type.Argument;
import io.micronaut.serde.Decoder;
import io.micronaut.serde.Deserializer;
import jakarta.inject.Singleton;
import java.io.IOException;
import org.gatehouse.vault.envelope.SecretMaterial;

/** Turns a JSON string into secret material at once: the parser's own text lives no longer than this call. */
@Singleton
final class SecretMaterialDeserializer implements Deserializer<SecretMaterial> {

    @Override
    public SecretMaterial deserialize(Decoder decoder, DecoderContext context, Argument<? super SecretMaterial> type)
            throws IOException {
        return SecretMaterial.ofText(decoder.decodeString());
    }
}
