package org.gatehouse.kit.param;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.gatehouse.kit.app.KitApplication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Parameters are read by the rules of bodies, and a body says what it is. */
final class StrictParametersIT {

    private static final String TEXT = "must be text without U+0000 and half surrogates";
    private static final String BODY = "{\"name\":\"a\",\"count\":1}";

    @RegisterExtension
    static final KitApplication APP = KitApplication.started();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text=a%00b                                   | text    | " + TEXT,
                "text=%ed%a0%80                               | text    | " + TEXT,
                "text=%ff                                     | text    | " + TEXT,
                "te%78t=%00                                   | text    | " + TEXT,
                "text=a&text=b                                | text    | is given more than once",
                "since=2026-01-01T00:00:00Z&since=2026-01-01T00:00:00Z | since | is given more than once",
                "since=1700000000                             | since   | has the wrong type or format",
                "since=1e9999999                              | since   | has the wrong type or format",
                "since=soon                                   | since   | has the wrong type or format",
                "since=                                       | since   | has the wrong type or format",
                "since=2026-01-01                             | since   | has the wrong type or format",
                "since=%2B999999999-01-01T00:00:00Z           | since   | has the wrong type or format",
                "since=-0001-01-01T00:00:00Z                  | since   | has the wrong type or format",
                "since=1969-12-31T23:59:59Z                   | since   | has the wrong type or format",
                "since=9999-12-31T23:59:59-01:00              | since   | has the wrong type or format",
                "day=%2B99999-01-01                           | day     | has the wrong type or format",
                "day=2026-02-30                               | day     | has the wrong type or format",
                "account=1-1-1-1-1                            | account | has the wrong type or format",
                "account=x                                    | account | has the wrong type or format",
                "cursor=1e99999999                            | cursor  | has the wrong type or format",
                "cursor=99999999999999999999                  | cursor  | has the wrong type or format",
                "cursor=9999999999999999999                   | cursor  | has the wrong type or format",
                "cursor=%D9%A1                                | cursor  | has the wrong type or format",
                "cursor=%2B1                                  | cursor  | has the wrong type or format",
                "cursor=1.5                                   | cursor  | has the wrong type or format",
                "price=1e99999999                             | price   | has the wrong type or format",
                "all=yes                                      | all     | has the wrong type or format",
                "layout=xml                                   | layout  | must be one of json, text",
                "one_of=a&one_of=%00                          | one_of  | " + TEXT,
            })
    void namesTheParameterAtFault(String query, String parameter, String message) {
        assertThat(search("/search?" + query)).satisfies(answer -> {
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body())
                    .contains("\"errors\":[{\"field\":\"%s\",\"message\":\"%s\"}]".formatted(parameter, message));
        });
        assertThat(search("/v1/search?" + query).body())
                .contains("\"message\":\"%s: %s\"".formatted(parameter, message), "\"param\":\"" + parameter + "\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text=%F0%9F%98%80%20a                                      | \\uD83D\\uDE00 a",
                "text=                                                      | ''",
                "since=2026-01-01T00:00:00%2B02:00                          | 2026-01-01T00:00+02:00",
                "since=9999-12-31T23:59:59Z                                 | 9999-12-31T23:59:59Z",
                "day=2026-02-28                                             | 2026-02-28",
                "account=7D444840-9DC0-11D1-B245-5FFDCE74FAD2               | 7d444840-9dc0-11d1-b245-5ffdce74fad2",
                "cursor=-9223372036854775808                                | -9223372036854775808",
                "price=1.50                                                 | 1.50",
                "all=true                                                   | true",
                "layout=json                                                | JSON",
                "one_of=a&one_of=b                                          | [a, b]",
                "nobody_reads=%00&nobody_reads=%ff&text=b                   | b",
            })
    void readsWhatFits(String query, String understood) {
        assertThat(search("/search?" + query)).satisfies(answer -> {
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(answer.body()).contains("\"understood\":\"" + understood + "\"");
        });
    }

    @ParameterizedTest
    @CsvSource({"/things/1-1-1-1-1, id", "/status/1e9, code", "/status/%D9%A4%D9%A0%D9%A4, code"})
    void namesThePartOfThePathAtFault(String path, String parameter) {
        assertThat(search(path)).satisfies(answer -> {
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("\"field\":\"" + parameter + "\"");
        });
    }

    @ParameterizedTest
    @CsvSource({"/things, ''", "/things, x", "/things, /", "/things, json/", "/v1/things, ''", "/v1/things, x"})
    void takesNoBodyOfAnUnknownKind(String path, String type) {
        assertThat(APP.send(APP.to(path).header("Content-Type", type).POST(BodyPublishers.ofString(BODY)))
                        .statusCode())
                .isEqualTo(415);
    }

    @Test
    void takesNoBodyThatDoesNotSayWhatItIs() {
        for (var path : new String[] {"/things", "/v1/things", "/form", "/mdc", "/raw"}) {
            var answer = APP.send(APP.to(path).POST(BodyPublishers.ofString(BODY)));
            assertThat(answer.statusCode()).as(path).isEqualTo(path.equals("/mdc") ? 405 : 415);
        }
    }

    @Test
    void takesABodyOfAKnownKind() {
        for (var type : new String[] {"application/json", "application/json; charset=utf-8", "Application/JSON"}) {
            var answer = APP.send(APP.to("/things").header("Content-Type", type).POST(BodyPublishers.ofString(BODY)));
            assertThat(answer.statusCode()).as(type).isEqualTo(201);
        }
    }

    private static HttpResponse<String> search(String path) {
        return APP.send(APP.to(path));
    }
}
