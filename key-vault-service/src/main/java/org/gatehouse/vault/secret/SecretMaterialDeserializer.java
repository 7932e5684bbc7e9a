package org.gatehouse.vault.secret;

import io.micronaut.core.type.Argument;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.Decoder;
import io.micronaut.serde.Deserializer;
import jakarta.inject.Singleton;
import java.io.IOException;
import org.gatehouse.vault.envelope.SecretMaterial;

/** Turns a JSON string, and nothing else, into secret material; the parser's own text lives no longer than this call. */
@Singleton
final class SecretMaterialDeserializer implements Deserializer<SecretMaterial> {

    @Override
    public SecretMaterial deserialize(Decoder decoder, DecoderContext context, Argument<? super SecretMaterial> type)
            throws IOException {
        JsonNode node = decoder.decodeNode();
        if (!node.isString()) {
            throw decoder.createDeserializationException("must be a string", null);
        }
        return SecretMaterial.ofText(node.getStringValue());
    }
}
