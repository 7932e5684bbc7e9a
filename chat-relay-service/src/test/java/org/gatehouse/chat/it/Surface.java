package org.gatehouse.chat.it;

import java.util.regex.Pattern;
import org.gatehouse.testing.net.RawResponse;

/** A client's dialect: how it asks, and by what it knows an answer to be complete, broken off, or an error. */
enum Surface {
    CHAT(
            "/v1/chat/completions",
            "\"choices\":[",
            "data: *\\[DONE\\] *\r?\n\r?\n",
            "data: \\{\"error\":\\{\"message\":\"") {
        @Override
        String body(String model, boolean stream, String script) {
            return RelayRig.body(model, stream, script);
        }
    },
    MESSAGES(
            "/v1/messages",
            "\"content\":[",
            "event: message_stop\r?\n",
            "event: error\ndata: \\{\"type\":\"error\",\"error\":") {
        @Override
        String body(String model, boolean stream, String script) {
            return "{\"model\":\"" + model + "\",\"max_tokens\":100,\"stream\":" + stream
                    + ",\"metadata\":{\"user_id\":\"" + script
                    + "\"},\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";
        }
    },
    RESPONSES(
            "/v1/responses",
            "\"output\":[",
            "event: response.completed\r?\n",
            "event: error\ndata: \\{\"type\":\"error\",") {
        @Override
        String body(String model, boolean stream, String script) {
            return "{\"model\":\"" + model + "\",\"stream\":" + stream + ",\"user\":\"" + script
                    + "\",\"input\":\"Hi\"}";
        }
    };

    private final String path;
    private final String answered;
    private final Pattern end;
    private final Pattern error;

    Surface(String path, String answered, String end, String error) {
        this.path = path;
        this.answered = answered;
        this.end = Pattern.compile(end);
        this.error = Pattern.compile(error);
    }

    String path() {
        return path;
    }

    /** A request; the script goes in a field that passes through, translated or not. */
    abstract String body(String model, boolean stream, String script);

    /** {@code ok}, {@code cut}, the status of a documented error, or what a client could not make sense of. */
    String verdict(RawResponse response) {
        boolean streamed = response.header("content-type").orElse("").startsWith("text/event-stream");
        String body = response.body();
        if (!response.complete()) {
            return "not framed to its end: " + response;
        }
        if (response.status() != 200) {
            return documented(response) ? Integer.toString(response.status()) : "no documented error: " + response;
        }
        if (!streamed) {
            return body.contains(answered) ? "ok" : "no answer: " + response;
        }
        long ends = end.matcher(body).results().count();
        boolean failed = error.matcher(lastFrame(body)).lookingAt();
        return ends == 1 && !failed ? "ok" : ends == 0 && failed ? "cut" : "neither complete nor cut: " + response;
    }

    static String lastFrame(String body) {
        String[] frames = body.strip().split("\n\n", -1);
        return frames[frames.length - 1];
    }

    private boolean documented(RawResponse response) {
        String start = this == MESSAGES ? "{\"type\":\"error\",\"error\":{\"type\":\"" : "{\"error\":{\"message\":\"";
        String rest = this == MESSAGES ? "\"request_id\":\"" : "\"type\":\"";
        return response.body().startsWith(start)
                && response.body().contains(rest)
                && response.header("content-type").orElse("").equals("application/json")
                && response.header("x-request-id").isPresent();
    }
}
