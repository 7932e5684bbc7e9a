package org.gatehouse.kit.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.type.Argument;
import io.micronaut.core.type.Headers;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.body.MessageBodyReader;
import io.micronaut.http.codec.CodecException;
import io.micronaut.json.JsonMapper;
import io.micronaut.json.JsonSyntaxException;
import io.micronaut.json.body.JsonMessageHandler;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Reads JSON bodies that are one document and hold nothing that no field of ours takes; see {@link OneDocument}. */
@Singleton
@Order(JsonMessageHandler.ORDER - 1)
@Consumes(MediaType.APPLICATION_JSON)
final class StrictJsonReader<T> implements MessageBodyReader<T> {

    private static final JsonFactory JSON = new JsonFactory();

    private final JsonMapper mapper;

    StrictJsonReader(JsonMapper mapper) {
        this.mapper = mapper;
    }

    @Override
    public T read(Argument<T> type, @Nullable MediaType mediaType, Headers headers, InputStream in) {
        try {
            var body = in.readAllBytes();
            requireOneDocument(body);
            return mapper.readValue(body, type);
        } catch (IOException e) {
            throw new CodecException("The body could not be read", e);
        }
    }

    private static void requireOneDocument(byte[] body) throws IOException {
        try (var parser = JSON.createParser(body)) {
            OneDocument.check(parser);
        } catch (JsonProcessingException | RefusedValue e) {
            throw new JsonSyntaxException(e);
        }
    }
}
