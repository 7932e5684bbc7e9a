package org.gatehouse.kit.problem;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Renders a {@link PublicError} as the bytes of its surface; free of the framework, so that Netty handlers use it too. */
public final class ErrorBody {

    private static final JsonFactory JSON = new JsonFactory();

    private ErrorBody() {}

    public static String contentType(ErrorSurface surface) {
        return switch (surface) {
            case PROBLEM -> "application/problem+json";
            case OPENAI -> "application/json";
        };
    }

    public static byte[] render(ErrorSurface surface, PublicError error, String requestId) {
        var out = new ByteArrayOutputStream(256);
        try (var json = JSON.createGenerator(out)) {
            json.writeStartObject();
            switch (surface) {
                case PROBLEM -> problem(json, error, requestId);
                case OPENAI -> openAi(json, error);
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static void problem(JsonGenerator json, PublicError error, String requestId) throws IOException {
        var kind = error.kind();
        json.writeStringField("type", kind.urn());
        json.writeStringField("title", kind.title());
        json.writeNumberField("status", kind.status());
        json.writeStringField("detail", error.detail());
        json.writeStringField("instance", requestId);
        if (error.errors().isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("errors");
        for (var field : error.errors()) {
            json.writeStartObject();
            json.writeStringField("field", field.field());
            json.writeStringField("message", field.message());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** All four keys, always: strict clients refuse a body that lacks one (reference: the OpenAI wire contract). */
    private static void openAi(JsonGenerator json, PublicError error) throws IOException {
        json.writeObjectFieldStart("error");
        json.writeStringField("message", error.detail());
        json.writeStringField("type", error.kind().openAiType());
        json.writeStringField("param", error.param());
        json.writeStringField("code", error.kind().openAiCode());
        json.writeEndObject();
    }
}
