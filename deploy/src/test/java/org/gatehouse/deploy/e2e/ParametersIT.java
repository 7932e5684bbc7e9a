package org.gatehouse.deploy.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every parameter and every body of every operation that the OpenAPI document names is read by the same strict rules. */
@ExtendWith(SharedSuite.class)
final class ParametersIT {
    private static final List<String> NO_TEXT = List.of("a%00b", "%ed%a0%80", "%ff");
    private static final String NO_TIMES =
            "%2B999999999-12-31T23:59:59Z 1700000000 1e9999999 -0001-01-01T00:00:00Z 1969-12-31T23:59:59Z soon";
    private static final String NO_NUMBERS = "1e99999999 99999999999999999999 1.5 %2B1 one";
    private static final String NO_UUIDS = "1-1-1-1-1 x";

    private final Client client;
    private final String administrator;
    private final List<ApiOperation> operations;

    ParametersIT(Suite suite) {
        this.client = new Client(suite.address());
        this.administrator = suite.chief().token(client);
        this.operations = ApiDocument.of(client).operations();
    }

    @Test
    void aParameterOfTheQueryThatIsNotOfItsKindIsNamed() {
        var wrong = new ArrayList<String>();
        int asked = 0;
        for (var operation : operations) {
            for (var parameter : operation.inQuery()) {
                for (var query : faulty(parameter)) {
                    asked++;
                    var answer = call(operation, at(operation, parameter, query), null);
                    if (!names(answer, parameter.name())) {
                        wrong.add(operation + "?" + query + ": " + answer.status() + " " + answer.body());
                    }
                }
            }
        }

        assertThat(wrong).isEmpty();
        assertThat(asked).isGreaterThan(100);
    }

    private static List<String> faulty(ApiOperation.Parameter parameter) {
        var values = switch (parameter.kind()) {
            case "string/date-time" -> NO_TIMES.split(" ", -1);
            case "string/uuid" -> NO_UUIDS.split(" ", -1);
            case "integer/int64", "integer/int32" -> NO_NUMBERS.split(" ", -1);
            default -> parameter.schema().has("enum") ? new String[] {"nothing-such"} : new String[0];
        };
        var twice = parameter.name() + "="
                + ApiDocument.text(parameter.schema().path("format").asText());
        return Stream.concat(
                        Stream.concat(NO_TEXT.stream(), Stream.of(values)).map(value -> parameter.name() + "=" + value),
                        Stream.of(twice + "&" + twice))
                .toList();
    }

    /** With the other parameters that it needs. */
    private static String at(ApiOperation operation, ApiOperation.Parameter faulty, String query) {
        return operation.inQuery().stream()
                .filter(ApiOperation.Parameter::required)
                .filter(Predicate.not(faulty::equals))
                .map(other -> other.name() + "=x")
                .collect(Collectors.joining("&", query + "&", ""));
    }

    @Test
    void aParameterOfThePathThatIsNotOfItsKindIsNamed() {
        var wrong = new ArrayList<String>();
        for (var operation : operations) {
            operation.inPath().filter(in -> in.kind().equals("string/uuid")).ifPresent(parameter -> {
                for (var value : NO_UUIDS.split(" ", -1)) {
                    var path = operation.path().replace("{" + parameter.name() + "}", value);
                    var answer = client.send(operation.method(), path, administrator, body(operation));
                    if (!names(answer, parameter.name())) {
                        wrong.add(operation + " with " + value + ": " + answer.status() + " " + answer.body());
                    }
                }
            });
        }

        assertThat(wrong).isEmpty();
    }

    @Test
    void noPathHoldsWhatIsNoText() {
        for (var operation : operations) {
            operation.inPath().ifPresent(parameter -> {
                for (var value : NO_TEXT) {
                    var path = operation.path().replace("{" + parameter.name() + "}", value);
                    assertThat(client.send(operation.method(), path, administrator, body(operation))
                                    .status())
                            .as(operation + " with " + value)
                            .isEqualTo(400);
                }
            });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "", "x", "/", "text/plain"})
    void aBodyOfAnUnknownKindIsTakenNowhere(String type) {
        var wrong = new ArrayList<String>();
        for (var operation : operations) {
            if (!operation.bodyType().isEmpty()) {
                var answer = call(operation, "", type);
                if (answer.status() != 415) {
                    wrong.add(operation + ": " + answer.status() + " " + answer.body());
                }
            }
        }

        assertThat(wrong).isEmpty();
    }

    private Client.Answer call(ApiOperation operation, String query, @Nullable String type) {
        var path = operation.path().replaceAll("\\{[^}]*}", ApiDocument.text("uuid"))
                + (query.isEmpty() ? "" : "?" + query);
        if (type == null) {
            return client.send(operation.method(), path, administrator, body(operation));
        }
        var request = client.request(operation.method(), path, administrator, null)
                .method(operation.method(), HttpRequest.BodyPublishers.ofString("[]"));
        if (!type.equals("none")) {
            request.header("content-type", type);
        }
        return client.send(request.build());
    }

    /** One that nothing can be made of, so that what is let through by mistake changes nothing. */
    private static @Nullable String body(ApiOperation operation) {
        return operation.bodyType().isEmpty() ? null : "[]";
    }

    private static boolean names(Client.Answer answer, String parameter) {
        return answer.status() == 400
                && (answer.body().contains("\"field\":\"" + parameter + "\"")
                        || answer.body().contains("\"param\":\"" + parameter + "\""));
    }
}
