package org.gatehouse.kit.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ErrorBodyTest {

    @Test
    void writesAllFourKeysForOpenAiClients() {
        var error = PublicError.of(ErrorKind.NOT_FOUND, "Nothing here.");

        assertThat(render(ErrorSurface.OPENAI, error)).isEqualTo("""
                        {"error":{"message":"Nothing here.","type":"invalid_request_error","param":null,"code":null}}""");
    }

    @Test
    void namesParameterAndCodeForOpenAiClients() {
        var error = PublicError.of(ErrorKind.MODEL_NOT_FOUND, "No model x.").withParam("model");

        assertThat(render(ErrorSurface.OPENAI, error)).isEqualTo("""
                        {"error":{"message":"No model x.","type":"invalid_request_error","param":"model","code":"model_not_found"}}""");
    }

    @Test
    void writesAProblemWithoutErrorsWhenNoFieldIsAtFault() {
        assertThat(render(ErrorSurface.PROBLEM, PublicError.of(ErrorKind.CONFLICT, "Taken.")))
                .isEqualTo("""
                        {"type":"urn:gatehouse:error:conflict","title":"Conflict","status":409,"detail":"Taken.","instance":"r-1"}""");
    }

    @Test
    void listsEveryFieldAtFault() {
        var error =
                PublicError.invalid(List.of(new FieldError("a", "is required"), new FieldError("b.c", "is too long")));

        assertThat(render(ErrorSurface.PROBLEM, error)).endsWith("""
                        "errors":[{"field":"a","message":"is required"},{"field":"b.c","message":"is too long"}]}""");
    }

    @Test
    void writesTypeAndRequestIdForAnthropicClients() {
        assertThat(render(ErrorSurface.ANTHROPIC, PublicError.of(ErrorKind.RATE_LIMITED, "Slower.")))
                .isEqualTo("""
                        {"type":"error","error":{"type":"rate_limit_error","message":"Slower."},"request_id":"r-1"}""");
    }

    @Test
    void escapesWhatACallerPutIntoAName() {
        var error = PublicError.of(ErrorKind.NOT_FOUND, "No \"x\"\r\n\u0000\u2028</script>");

        assertThat(render(ErrorSurface.OPENAI, error))
                .contains("No \\\"x\\\"\\r\\n\\u0000")
                .doesNotContain("\r", "\n");
    }

    private static String render(ErrorSurface surface, PublicError error) {
        return new String(ErrorBody.render(surface, error, "r-1"), StandardCharsets.UTF_8);
    }
}
