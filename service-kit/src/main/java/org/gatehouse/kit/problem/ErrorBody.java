package org.gatehouse.kit.problem;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Renders a {@link PublicError} as the bytes of its surface; free of the framework, so that Netty handlers use it too. */
public final class ErrorBody {

    private static final JsonFactory JSON = new JsonFactory();
    /** Codes that Anthropic's SDKs read: by them they send a conversation whole where it cannot be continued. */
    private static final String THREAD = "thread_";

    private ErrorBody() {}

    public static String contentType(ErrorSurface surface) {
        return switch (surface) {
            case PROBLEM -> "application/problem+json";
            case OPENAI, ANTHROPIC -> "application/json";
        };
    }

    public static byte[] render(ErrorSurface surface, PublicError error, String requestId) {
        var out = new ByteArrayOutputStream(256);
        try (var json = JSON.createGenerator(out)) {
            json.writeStartObject();
            switch (surface) {
                case PROBLEM -> problem(json, error, requestId);
                case OPENAI -> openAi(json, error);
                case ANTHROPIC -> anthropic(json, error, requestId);
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /**
     * Renders what ends a stream of OpenAI's Responses API that cannot be completed: the documented {@code error} event, and in
     * it the object that SDKs turn into an exception. Its number is the highest there is, whatever was sent before it.
     */
    public static byte[] renderResponsesEvent(PublicError error) {
        var out = new ByteArrayOutputStream(256);
        try (var json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("type", "error");
            json.writeStringField("code", error.kind().openAiCode());
            json.writeStringField("message", error.detail());
            json.writeStringField("param", error.param());
            json.writeNumberField("sequence_number", Integer.MAX_VALUE);
            openAi(json, error);
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

    /** The shape and the types of https://docs.anthropic.com/en/api/errors. */
    private static void anthropic(JsonGenerator json, PublicError error, String requestId) throws IOException {
        json.writeStringField("type", "error");
        json.writeObjectFieldStart("error");
        json.writeStringField("type", anthropicType(error.kind().status()));
        json.writeStringField("message", error.detail());
        var code = error.kind().openAiCode();
        if (code != null && code.startsWith(THREAD)) {
            json.writeObjectFieldStart("details");
            json.writeStringField("error_code", code);
            json.writeEndObject();
        }
        json.writeEndObject();
        json.writeStringField("request_id", requestId);
    }

    private static String anthropicType(int status) {
        return switch (status) {
            case 401 -> "authentication_error";
            case 402 -> "billing_error";
            case 403 -> "permission_error";
            case 404 -> "not_found_error";
            case 413 -> "request_too_large";
            case 429 -> "rate_limit_error";
            case 503, 529 -> "overloaded_error";
            case 504 -> "timeout_error";
            default -> status < 500 ? "invalid_request_error" : "api_error";
        };
    }
}
