package org.gatehouse.deploy.e2e;

import java.util.stream.Stream;

/** A client's dialect, by its path, and a model whose upstream speaks one. */
record Way(String path, String model) {

    static Stream<Way> all() {
        return Stream.concat(
                Stream.of("/v1/chat/completions", "/v1/messages", "/v1/responses")
                        .flatMap(path -> Stream.of(new Way(path, "mock-small"), new Way(path, "claude-mock"))),
                Stream.of(new Way("/v1/responses", "answering")));
    }

    /** A request that every dialect understands; the script goes in a field that passes through. */
    String body(boolean stream, String script) {
        return """
                {"model":"%s","stream":%s,"max_tokens":5000,"user":"%s","metadata":{"user_id":"%s"},
                 "messages":[{"role":"user","content":"Hi"}],"input":"Hi"}""".formatted(model, stream, script, script);
    }
}
