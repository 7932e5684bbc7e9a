package org.gatehouse.testing.chat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A body that is refused before any upstream is asked.
 *
 * @param path where it is sent
 * @param status of the refusal
 * @param param the field that the refusal names, or null when it is the whole body
 * @param code of the refusal, or null when there is none
 */
@SuppressWarnings("ArrayRecordComponent")
public record BadBody(
        String name,
        String path,
        byte[] body,
        int status,
        @Nullable String param,
        @Nullable String code) {

    private static final String ECHO = "\"model\":\"gatehouse/echo\"";
    private static final String MESSAGES = "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]";
    private static final String CHAT = "/v1/chat/completions";
    private static final String ANTHROPIC = "/v1/messages";
    private static final String RESPONSES = "/v1/responses";
    private static final String COMPLETIONS = "/v1/completions";
    private static final String EMBEDDINGS = "/v1/embeddings";
    private static final int LIMIT_BYTES = 32 * 1024 * 1024;

    /** The field without which each endpoint cannot do, in a form that it takes. */
    private enum Subject {
        CHAT_MESSAGES(CHAT, "messages", MESSAGES),
        ANTHROPIC_MESSAGES(ANTHROPIC, "messages", MESSAGES),
        COUNTED(ANTHROPIC + "/count_tokens", "messages", MESSAGES),
        INPUT(RESPONSES, "input", "\"input\":\"Hi\""),
        PROMPT(COMPLETIONS, "prompt", "\"prompt\":\"Hi\""),
        EMBEDDED(EMBEDDINGS, "input", "\"input\":\"Hi\"");

        private final String path;
        private final String field;
        private final String member;

        Subject(String path, String field, String member) {
            this.path = path;
            this.field = field;
            this.member = member;
        }

        private BadBody of(String name, String body, @Nullable String param, @Nullable String code) {
            return new BadBody(name, path, body.getBytes(StandardCharsets.UTF_8), 400, param, code);
        }

        private BadBody fallbackUnknown() {
            String body = "{" + ECHO + ",\"models\":[\"no/such\"]," + member + "}";
            return new BadBody(
                    "an unknown fallback",
                    path,
                    body.getBytes(StandardCharsets.UTF_8),
                    404,
                    "models",
                    "model_not_found");
        }

        /** A good body but for one member. */
        private BadBody with(String member, @Nullable String param, @Nullable String code) {
            return of(member, "{" + ECHO + "," + this.member + "," + member + "}", param, code);
        }
    }

    /** Every kind there is, for every endpoint that it concerns. */
    public static Stream<BadBody> all() {
        return Stream.of(Subject.values())
                .flatMap(subject -> Stream.of(
                                shapeless(subject),
                                aboutTheModel(subject),
                                aboutFallbacks(subject),
                                aboutTheSubject(subject),
                                aboutOptions(subject))
                        .flatMap(List::stream));
    }

    private static List<BadBody> shapeless(Subject subject) {
        String good = "{" + ECHO + "," + subject.member;
        return List.of(
                subject.of("no body", "", null, null),
                subject.of("nonsense", "nonsense", null, null),
                subject.of("an array", "[]", null, null),
                subject.of("a text", "\"Hi\"", null, null),
                subject.of("null", "null", null, null),
                subject.of("cut short", good, null, null),
                subject.of("two documents", good + "}{}", null, null),
                subject.of("a byte order mark", "\uFEFF" + good + "}", null, null),
                subject.of("a NUL in a text", good + ",\"x\":\"\0\"}", null, null),
                subject.of("a comment", good + "/**/}", null, null),
                subject.of("a trailing comma", good + ",}", null, null),
                subject.of("not a number", good + ",\"temperature\":NaN}", null, null),
                subject.of("too deep", good + ",\"x\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}", null, null),
                subject.of("too many fields", good + ",\"x\":1".repeat(2_000) + "}", null, null),
                subject.of("a name too long", good + ",\"" + "x".repeat(10_000) + "\":1}", null, null),
                new BadBody("no UTF-8", subject.path, latin1(good + ",\"x\":\"\u00e9\"}"), 400, null, null),
                new BadBody(
                        "too long",
                        subject.path,
                        (good + "}" + " ".repeat(LIMIT_BYTES)).getBytes(StandardCharsets.UTF_8),
                        413,
                        null,
                        "request_too_large"));
    }

    private static List<BadBody> aboutTheModel(Subject subject) {
        String rest = "," + subject.member + "}";
        return List.of(
                subject.of("no model", "{" + subject.member + "}", "model", "missing_required_parameter"),
                subject.of("a number for a model", "{\"model\":7" + rest, "model", "invalid_type"),
                subject.of("null for a model", "{\"model\":null" + rest, "model", "invalid_type"),
                subject.of("an empty model", "{\"model\":\"\"" + rest, "model", "invalid_value"),
                subject.of(
                        "a model too long", "{\"model\":\"" + "x".repeat(300) + "\"" + rest, "model", "invalid_value"),
                subject.of("two models", "{" + ECHO + "," + ECHO + rest, "model", null),
                subject.of("a Model", "{\"Model\":\"gatehouse/echo\"" + rest, "model", null),
                new BadBody(
                        "an unknown model",
                        subject.path,
                        ("{\"model\":\"no/such\"" + rest).getBytes(StandardCharsets.UTF_8),
                        404,
                        "model",
                        "model_not_found"));
    }

    /** Where the model is served at all: else that is what is wrong. */
    private static List<BadBody> aboutFallbacks(Subject subject) {
        boolean served = subject != Subject.PROMPT && subject != Subject.EMBEDDED;
        return served ? List.of(subject.fallbackUnknown()) : List.of();
    }

    private static List<BadBody> aboutTheSubject(Subject subject) {
        String field = subject.field;
        String start = "{" + ECHO;
        return List.of(
                subject.of("no " + field, start + "}", field, "missing_required_parameter"),
                subject.of(
                        "null for " + field, start + ",\"" + field + "\":null}", field, "missing_required_parameter"),
                subject.of("a number for " + field, start + ",\"" + field + "\":7}", field, "invalid_type"),
                subject.of("an object for " + field, start + ",\"" + field + "\":{}}", field, "invalid_type"),
                subject.of("two of " + field, start + "," + subject.member + "," + subject.member + "}", field, null));
    }

    private static List<BadBody> aboutOptions(Subject subject) {
        return List.of(
                subject.with("\"stream\":\"yes\"", "stream", "invalid_type"),
                subject.with("\"stream\":1", "stream", "invalid_type"),
                subject.with("\"max_tokens\":\"7\"", "max_tokens", "invalid_type"),
                subject.with("\"max_tokens\":1.5", "max_tokens", "invalid_type"),
                subject.with("\"api_base\":\"http://127.0.0.1:9\"", "api_base", "unsupported_parameter"),
                subject.with("\"n\":[1]", "n", "invalid_type"),
                subject.with("\"user\":7", "user", "invalid_type"),
                subject.with("\"models\":\"gatehouse/echo\"", "models", "invalid_type"),
                subject.with("\"models\":[7]", "models", "invalid_type"),
                subject.with("\"models\":[" + "\"a\",".repeat(8) + "\"a\"]", "models", "array_above_max_length"),
                subject.with("\"stream_options\":[]", "stream_options", "invalid_type"),
                subject.with(
                        "\"stream_options\":{\"include_usage\":\"yes\"}",
                        "stream_options.include_usage",
                        "invalid_type"),
                subject.with("\"stream\":true,\"stream\":false", "stream", null),
                subject.with("\"STREAM\":true", "stream", null));
    }

    private static byte[] latin1(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Override
    public String toString() {
        return path + ": " + name;
    }
}
