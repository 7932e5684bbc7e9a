package org.gatehouse.chat.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gatehouse.testing.net.RawResponse;
import org.gatehouse.testing.upstream.UpstreamServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every way in which an upstream can break an answer, for every pair of dialects, streamed and whole: the client gets all of it,
 * a documented error, or an error event; nothing looks complete that is not, nothing is told that is nobody's business, and
 * the next request is clean.
 */
class BrokenUpstreamIT {

    private static final Map<String, String> IMPATIENT = Map.of(
            "first-token-timeout", "1s",
            "between-tokens-timeout", "500ms",
            "total-timeout", "2s");

    /** With a comment goes the status, and what fails after it, on a slow machine, is no longer a 502. */
    private static final Map.Entry<String, String> NO_COMMENT_BEFORE_THE_FAILURE =
            Map.entry("gatehouse.relay.keep-alive", "30s");

    @RegisterExtension
    static final RelayRig relay = RelayRig.start(Stream.concat(
                    Stream.of(NO_COMMENT_BEFORE_THE_FAILURE),
                    IMPATIENT.entrySet().stream()
                            .flatMap(limit -> Stream.of("hasty", "hasty-anthropic", "hasty-responding")
                                    .map(upstream -> Map.entry(
                                            "gatehouse.upstreams." + upstream + "." + limit.getKey(),
                                            limit.getValue()))))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));

    /** What is broken, what a stream gets, what a whole answer gets; with a dialect's name: what differs for upstreams of it. */
    private static final String BROKEN = """
            reset-before        | 502 | 502
            close-before        | 502 | 502
            not-http            | 502 | 502
            bad-status          | 502 | 502
            bad-header          | 502 | 502
            two-lengths         | 502 | 502
            negative-length     | 502 | 502
            garbled-length      | 502 | 502
            length-and-chunked  | 502 | 502
            huge-head           | 502 | 502
            many-headers        | 502 | 502
            cut-head            | 502 | 502
            informational-first | ok  | ok
            switching-protocols | 502 | 502
            no-content          | 502 | 502
            redirect            | 502 | 502
            old-http            | ok  | ok
            half                | cut | 502
            cut                 | cut | 502
            reset-after         | cut | 502
            mid-frame           | cut | 502
            clean-mid-frame     | cut | 502
            cut-in-chunk        | cut | 502
            bad-chunk           | cut | 502
            huge-chunk          | cut | 502
            chunk-without-end   | cut | 502
            no-last-chunk       | ok  | 502
            trailers            | ok  | ok
            trailer-bomb        | ok  | 502
            short-length        | cut | 502
            long-length         | cut | 502
            until-close         | ok  | ok
            close-without-body  | 502 | 502
            two-answers         | ok  | ok
            closes-after        | ok  | ok
            says-close          | ok  | ok
            gzip                | 502 | 502
            gzip-bomb           | 502 | 502
            bytes               | ok  | ok
            empty               | 502 | 502
            html                | 502 | 502
            json                | 502 | 502
            array               | 502 | 502
            plain-text          | ok  | ok
            no-type             | ok  | ok
            error-first         | 502 | 502
            error-text          | 502 | 502
            ping-first          | 502 | 502
            error-frame         | cut | 502
            error-event         | cut | 502
            overloaded          | cut | 503
            garbage             | cut | 502
            not-object          | cut | 502
            deep                | cut | 502
            other-object        | ok  | 502
            two-documents       | cut | 502
            nul                 | cut | 502
            invalid-utf8        | cut | 502
            huge                | cut | 502
            endless-line        | 502 | 502
            negative-usage      | ok  | ok
            odd-usage           | ok  | ok
            no-usage            | ok  | ok
            same-ids            | ok  | ok
            cut-arguments       | ok  | ok
            no-end              | ok responses=cut | ok
            no-reason           | cut responses=ok | 502 responses=ok
            no-end-no-reason    | cut | 502 responses=ok
            end-only            | 502 responses=ok | ok
            end-unterminated    | ok  | ok
            end-twice           | ok  | ok
            done-after          | ok  | ok
            answer-twice        | ok  | 502
            cut-before-end      | cut | 502
            hold                | ok  | 504
            fields              | ok  | ok
            error-null          | ok  | ok
            empty-data          | ok  | ok
            crlf                | ok  | ok
            cr                  | ok  | ok
            no-space            | ok  | ok
            comments            | ok  | ok
            multiline           | ok  | ok
            bare                | ok  | ok
            ping                | ok  | ok
            mark                | ok  | 502""";

    /** What never ends or never begins, against limits of a second or less. */
    private static final String SLOW = """
            hang                | 504 | 504
            half-head           | 504 | 504
            informational-only  | 504 | 504
            informational-flood | 502 | 502
            silent-first        | 504 | 504
            silent              | cut | 504
            one-byte-a-second   | 504 | 504
            comment-flood       | 504 | 504
            blank-flood         | 504 | 504
            hold                | ok  | 504""";

    static Stream<Arguments> rows() {
        return Stream.concat(
                rows(BROKEN, () -> Way.all("mock/large", "claude", "answering")),
                rows(SLOW, () -> Way.all("hasty", "hasty-claude", "hasty-answering")));
    }

    private static Stream<Arguments> rows(String table, java.util.function.Supplier<Stream<Way>> ways) {
        return table.lines()
                .map(line -> line.split("\\|", -1))
                .flatMap(row -> ways.get()
                        .filter(way -> !(row[0].strip().equals("hold")
                                && !way.stream()
                                && !way.model().startsWith("hasty")))
                        .map(way -> Arguments.of(row[0].strip(), way, way.expected(way.stream() ? row[1] : row[2]))));
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @Execution(ExecutionMode.CONCURRENT)
    @MethodSource("rows")
    void endsAsItShouldAndTheNextRequestIsClean(String broken, Way way, String expected) {
        RawResponse response = way.ask(relay, "mock:chunks=4,break=" + broken);

        assertThat(way.surface().verdict(response)).as("%s, %s", broken, way).isEqualTo(expected);
        assertThat(response.head() + response.body())
                .doesNotContainIgnoringCase("canary")
                .doesNotContain("127.0.0.1", "req_upstream", "SSH-2.0");
        if (expected.equals("ok")) {
            assertThat(response.body()).contains("word0 ", "word3 ");
        }
        RawResponse next = way.ask(relay, "mock:chunks=2");
        assertThat(way.surface().verdict(next)).as("after %s, %s", broken, way).isEqualTo("ok");
        assertThat(next.body()).contains("word0 ", "word1 ").doesNotContain("word2 ");
    }

    @Test
    void hasARowForEverythingTheServerCanBreak() {
        assertThat(Stream.of(BROKEN, SLOW)
                        .flatMap(String::lines)
                        .map(line -> Arrays.stream(line.split("\\|", -1))
                                .findFirst()
                                .orElseThrow()
                                .strip())
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(UpstreamServer.breaks());
    }
}
