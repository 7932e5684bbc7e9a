package org.gatehouse.deploy.e2e;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Something that was enough to bring a service down, or to keep it from others.
 *
 * @param atOnce how many do it at the same time
 * @param pauseMillis how long each rests between two times
 */
record Attack(String name, int atOnce, int pauseMillis, Act act) {
    private static final String CHAT = "/v1/chat/completions";
    private static final int MEGABYTE = 1_000_000;
    private static final int FULL = 4 * MEGABYTE;
    private static final int WAIT_MILLIS = 10_000;

    /** Does it once, and says what became of it. */
    @FunctionalInterface
    interface Act {
        String once(Attacker attacker) throws IOException;
    }

    /** With the API key and the access token of one who has an account. */
    static List<Attack> all(String key, String token) {
        var full = prompt("hostile-slow", 'x', FULL - 4096, false);
        var half = new String(full, 0, MEGABYTE, StandardCharsets.ISO_8859_1).getBytes(StandardCharsets.ISO_8859_1);
        return List.of(
                whole(
                        "spaces to count",
                        1,
                        200,
                        "/v1/messages/count_tokens",
                        key,
                        prompt("gatehouse/echo", ' ', MEGABYTE, false)),
                whole("letters to the echo", 1, 500, CHAT, key, prompt("gatehouse/echo", 'a', 2 * MEGABYTE, false)),
                whole("a stream that is left", 2, 500, CHAT, key, prompt("hostile-stream", 'y', FULL - 4096, true)),
                whole("full bodies under way", 50, 2000, CHAT, key, full),
                new Attack(
                        "great answers",
                        4,
                        500,
                        a -> a.head("POST", CHAT, key, small("hostile-big").length)
                                .say(small("hostile-big"))
                                .statusOfAll(40 * MEGABYTE)),
                new Attack(
                        "unfinished bodies",
                        130,
                        500,
                        a -> a.head("POST", CHAT, key, FULL).say(half).untilClosed(WAIT_MILLIS)),
                new Attack(
                        "hyphens in the path",
                        8,
                        50,
                        a -> a.head("GET", "/" + "-a".repeat(2000), "", 0).status()),
                new Attack(
                        "hyphens in the path, with a key",
                        4,
                        50,
                        a -> a.head("GET", "/v1/models/" + "-a".repeat(1900), key, 0)
                                .status()),
                whole("dots in an error", 2, 100, CHAT, key, small("hostile-dots")),
                whole("hyphens in an error", 2, 100, CHAT, key, small("hostile-hyphens")),
                whole("an odd status", 2, 100, CHAT, key, small("hostile-status")),
                flood("/v1/models"),
                flood("/docs"),
                flood("/openapi.json"),
                flood("/status"),
                flood("/health"),
                new Attack(
                        "guessed keys",
                        1,
                        100,
                        a -> a.head("GET", "/v1/models", "sk-gh-" + System.nanoTime(), 0)
                                .status()),
                new Attack(
                        "a slow second head",
                        50,
                        500,
                        a -> a.say("GET /health HTTP/1.1\r\nhost: localhost\r\n\r\nGET /hea")
                                .statusOfAll(40 * MEGABYTE)),
                new Attack("silence", 100, 1000, a -> a.untilClosed(WAIT_MILLIS)),
                whole(
                        "an endless number",
                        3,
                        300,
                        "/api/v1/auth/keys",
                        token,
                        text("{\"name\":\"x\",\"expires_at\":1e9999999}")));
    }

    private static Attack whole(String name, int atOnce, int pauseMillis, String path, String credential, byte[] body) {
        return new Attack(
                name,
                atOnce,
                pauseMillis,
                a -> a.head("POST", path, credential, body.length).say(body).status());
    }

    private static Attack flood(String path) {
        return new Attack(
                "no credential at " + path,
                2,
                50,
                a -> a.head("GET", path, "", 0).status());
    }

    private static byte[] small(String model) {
        return prompt(model, 'h', 2, false);
    }

    private static byte[] prompt(String model, char letter, int length, boolean stream) {
        return text("{\"model\":\"" + model + "\",\"max_tokens\":1,\"stream\":" + stream
                + ",\"messages\":[{\"role\":\"user\",\"content\":\""
                + String.valueOf(letter).repeat(length) + "\"}]}");
    }

    private static byte[] text(String json) {
        return json.getBytes(StandardCharsets.ISO_8859_1);
    }
}
