package org.gatehouse.kit.json;

import io.micronaut.core.type.Argument;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.Decoder;
import io.micronaut.serde.Deserializer;
import io.micronaut.serde.exceptions.InvalidFormatException;
import java.io.IOException;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads a value only from the JSON type that it is; the framework would make 1 of 1.5 and "3" of 3. */
final class StrictScalar<T> implements Deserializer<T> {

    private final Predicate<JsonNode> fits;
    private final Function<JsonNode, T> read;

    StrictScalar(Predicate<JsonNode> fits, Function<JsonNode, T> read) {
        this.fits = fits;
        this.read = read;
    }

    @Override
    public T deserialize(Decoder decoder, DecoderContext context, Argument<? super T> type) throws IOException {
        var node = decoder.decodeNode();
        if (!fits.test(node)) {
            throw new InvalidFormatException("not the JSON type of the field", null, null);
        }
        return read.apply(node);
    }

    @Override
    public @Nullable T deserializeNullable(Decoder decoder, DecoderContext context, Argument<? super T> type)
            throws IOException {
        return decoder.decodeNull() ? null : deserialize(decoder, context, type);
    }
}
