package org.gatehouse.deploy.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Makes one thing of a request other than it should be; which one the random numbers say. */
final class FuzzMutation {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String DEEP = "[".repeat(2000) + "]".repeat(2000);

    private static final List<String> IN_URLS = List.of(
            "",
            "%00",
            "a%00b",
            "%ed%a0%80",
            "%ff",
            "%F0%9F%98%80",
            "%E2%80%AE",
            "1e99999999",
            "99999999999999999999",
            "-9223372036854775808",
            "-1",
            "0",
            "%2B999999999-12-31T23:59:59Z",
            "9999-12-31T23:59:59Z",
            "1970-01-01T00:00:00Z",
            "0000-00-00T00:00:00Z",
            "1-1-1-1-1",
            "00000000-0000-0000-0000-000000000000",
            "ffffffff-ffff-ffff-ffff-ffffffffffff",
            "%27%3B%20drop%20table%20account%3B--",
            "%25%5F%5C",
            "%24%7Bjndi%3Aldap%3A%7D",
            "..%2F..%2Fetc",
            "true",
            "null",
            "x",
            "a".repeat(3000));

    private static final List<String> IN_JSON = List.of(
            "null",
            "true",
            "0",
            "-1",
            "1.5",
            "1e99999999",
            "-1e-99999999",
            "9223372036854775808",
            "1" + "0".repeat(400),
            "\"\"",
            "\" \"",
            "\"\\u0000\"",
            "\"a\\u0000b\"",
            "\"\\ud800\"",
            "\"\\udc00\\ud800\"",
            "\"\\u202e\\u0007\\u001b[31m\"",
            "\"" + "a".repeat(5000) + "\"",
            "\"" + "\\u20ac".repeat(300) + "\"",
            "\"9999-12-31T23:59:59Z\"",
            "\"9999-12-31T23:59:59-18:00\"",
            "\"+999999999-12-31T23:59:59Z\"",
            "\"1970-01-01T00:00:00Z\"",
            "\"00000000-0000-0000-0000-000000000000\"",
            "\"'; drop table account; --\"",
            "\"${jndi:ldap://127.0.0.1/}\"",
            "\"gatehouse/echo\"",
            "[]",
            "[null]",
            "[[]]",
            "{}",
            "{\"x\":null}",
            DEEP);

    private static final List<String> WHOLE_BODIES = List.of(
            "",
            " ",
            "null",
            "[]",
            "{}",
            "\"text\"",
            "7",
            "{",
            "{}{}",
            "{\"a\":1,\"a\":2}",
            "{\"\\ud800\":1}",
            "\u00ef\u00bb\u00bf{}",
            "[".repeat(50_000),
            "{\"a\":".repeat(5000),
            "a=b&a=c",
            "%00=%00");

    /** Name and value. */
    private static final List<List<String>> HEADERS = List.of(
            List.of("content-type", ""),
            List.of("content-type", "x"),
            List.of("content-type", "text/plain"),
            List.of("content-type", "application/json; charset=utf-16"),
            List.of("content-type", "multipart/form-data"),
            List.of("content-type", "application/x-www-form-urlencoded"),
            List.of("accept", "text/html"),
            List.of("accept", "x/y"),
            List.of("accept", "nothing"),
            List.of("x-request-id", "a b"),
            List.of("x-request-id", "r".repeat(1000)),
            List.of("anthropic-version", "2023-06-01"),
            List.of("if-none-match", "*"),
            List.of("if-modified-since", "yesterday"),
            List.of("range", "bytes=-1"),
            List.of("origin", "https://evil.example"),
            List.of("x-forwarded-for", "1.2.3.4, garbage"),
            List.of("forwarded", "for=\"[::1"),
            List.of("traceparent", "00-0-0-0"),
            List.of("idempotency-key", "k".repeat(5000)),
            List.of("cookie", "a=b"),
            List.of("x-api-key", "sk-gh-nothing"));

    private final Random random;
    private final List<String> foreignIds;

    FuzzMutation(Random random, List<String> foreignIds) {
        this.random = random;
        this.foreignIds = List.copyOf(foreignIds);
    }

    FuzzRequest apply(FuzzRequest right, JsonNode body) {
        return switch (random.nextInt(10)) {
            case 0 -> right;
            case 1 ->
                right.withMethod(one(List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")));
            case 2 -> header(right);
            case 3, 4 -> inUrl(right);
            case 5 -> right.withBody(one(WHOLE_BODIES));
            default -> right.body().isEmpty() ? inUrl(right) : right.withBody(inBody(body));
        };
    }

    private FuzzRequest header(FuzzRequest right) {
        var header = one(HEADERS);
        return right.withHeader(header.get(0), header.get(1));
    }

    private FuzzRequest inUrl(FuzzRequest right) {
        var value = random.nextInt(3) == 0 ? one(foreignIds) : one(IN_URLS);
        var parameters = right.operation().parameters();
        if (parameters.isEmpty()) {
            return right.withQuery("unknown=" + value);
        }
        var parameter = one(parameters);
        if (parameter.isInPath()) {
            return right.withPath(parameter.name(), value);
        }
        var query = parameter.name() + "=" + value;
        return right.withQuery(random.nextInt(4) == 0 ? query + "&" + query : query);
    }

    /** One value replaced, left out, given twice, or one more. */
    private String inBody(JsonNode body) {
        JsonNode copy = body.deepCopy();
        var places = new ArrayList<Place>();
        gather(copy, places);
        if (places.isEmpty()) {
            return one(IN_JSON);
        }
        var place = one(places);
        var raw = NODES.rawValueNode(new RawValue(random.nextInt(6) == 0 ? '"' + one(foreignIds) + '"' : one(IN_JSON)));
        switch (place.parent()) {
            case ArrayNode array -> array.set(place.index(), raw);
            case ObjectNode object -> change(object, place.field(), raw);
            default -> throw new IllegalStateException("a value without members");
        }
        return copy.toString();
    }

    /** Where a value stands: below a field of an object, or in a list. */
    private record Place(JsonNode parent, String field, int index) {}

    private void change(ObjectNode object, String field, JsonNode raw) {
        switch (random.nextInt(8)) {
            case 0 -> object.remove(field);
            case 1 -> object.set("unknown_field", raw);
            case 2 -> object.set(field, NODES.rawValueNode(new RawValue(object.get(field) + ",\"" + field + "\":7")));
            default -> object.set(field, raw);
        }
    }

    private static void gather(JsonNode node, List<Place> places) {
        if (node.isObject()) {
            node.propertyStream().forEach(entry -> {
                places.add(new Place(node, entry.getKey(), 0));
                gather(entry.getValue(), places);
            });
        } else if (node.isArray()) {
            for (int index = 0; index < node.size(); index++) {
                places.add(new Place(node, "", index));
                gather(node.get(index), places);
            }
        }
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
