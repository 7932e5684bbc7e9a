package org.gatehouse.kit.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The cases of the W3C's own test suite (w3c/trace-context, test.py), and a few of ours. */
final class TraceHeadersTest {

    private static final String TRACE = "12345678901234567890123456789012";
    private static final String SPAN = "1234567890123456";
    private static final String VALID = "00-" + TRACE + "-" + SPAN + "-01";

    private static TraceContext read(String traceparent, String... tracestates) {
        return Objects.requireNonNull(TraceHeaders.parse(List.of(traceparent), List.of(tracestates)));
    }

    @Nested
    class Traceparent {

        @Test
        void isRead() {
            var context = read(VALID);

            assertThat(context.traceId()).isEqualTo(TRACE);
            assertThat(context.spanIdText()).isEqualTo(SPAN);
            assertThat(context.isSampled()).isTrue();
            assertThat(context.traceparent().toString()).isEqualTo(VALID);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "ffffffffffffffffffffffffffffffff",
                    "00000000000000000000000000000001",
                    "a0000000000000000000000000000000"
                })
        void keepsEveryBitOfTheTraceId(String trace) {
            assertThat(read("00-" + trace + "-ffffffffffffffff-00")
                            .traceparent()
                            .toString())
                    .isEqualTo("00-" + trace + "-ffffffffffffffff-00");
        }

        @Test
        void isFoundWhateverTheCaseOfItsName() {
            var headers = new DefaultHttpHeaders().add("TraceParent", VALID).add("tRaceState", "foo=1");

            assertThat(TraceHeaders.read(headers)).isEqualTo(read(VALID, "foo=1"));
            assertThat(TraceHeaders.read(new DefaultHttpHeaders().add("trace-parent", VALID)))
                    .isNull();
            assertThat(TraceHeaders.read(new DefaultHttpHeaders().add("tracestate", "foo=1")))
                    .isNull();
        }

        @Test
        void isNotBelievedWhenThereAreSeveral() {
            assertThat(TraceHeaders.parse(List.of(VALID, VALID), List.of())).isNull();
            assertThat(TraceHeaders.parse(List.of(VALID, VALID.replace('1', '2')), List.of()))
                    .isNull();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "cc-12345678901234567890123456789012-1234567890123456-01",
                    "cc-12345678901234567890123456789012-1234567890123456-01-what-the-future-will-be-like"
                })
        void ofAVersionToComeIsReadAsFarAsItIsKnown(String text) {
            assertThat(read(text).traceparent().toString()).isEqualTo(VALID);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "cc-12345678901234567890123456789012-1234567890123456-01.what-the-future-will-not-be-like",
                    "ff-12345678901234567890123456789012-1234567890123456-01",
                    ".0-12345678901234567890123456789012-1234567890123456-01",
                    "0.-12345678901234567890123456789012-1234567890123456-01",
                    "000-12345678901234567890123456789012-1234567890123456-01",
                    "0000-12345678901234567890123456789012-1234567890123456-01",
                    "0-12345678901234567890123456789012-1234567890123456-01",
                    "00-12345678901234567890123456789012-1234567890123456-01-",
                    "00-12345678901234567890123456789012-1234567890123456-01.",
                    "00-12345678901234567890123456789012-1234567890123456-01-what-the-future-will-be-like",
                    "00-00000000000000000000000000000000-1234567890123456-01",
                    "00-.2345678901234567890123456789012-1234567890123456-01",
                    "00-1234567890123456789012345678901.-1234567890123456-01",
                    "00-+2345678901234567890123456789012-1234567890123456-01",
                    "00-ABCDEF78901234567890123456789012-1234567890123456-01",
                    "00-123456789012345678901234567890123-1234567890123456-01",
                    "00-1234567890123456789012345678901-1234567890123456-01",
                    "00-12345678901234567890123456789012-0000000000000000-01",
                    "00-12345678901234567890123456789012-.234567890123456-01",
                    "00-12345678901234567890123456789012-123456789012345.-01",
                    "00-12345678901234567890123456789012-12345678901234567-01",
                    "00-12345678901234567890123456789012-123456789012345-01",
                    "00-12345678901234567890123456789012-ABCDEF6789012345-01",
                    "00-12345678901234567890123456789012-1234567890123456-.0",
                    "00-12345678901234567890123456789012-1234567890123456-0.",
                    "00-12345678901234567890123456789012-1234567890123456-001",
                    "00-12345678901234567890123456789012-1234567890123456-1",
                    "00-12345678901234567890123456789012-1234567890123456-0A",
                    "00_12345678901234567890123456789012-1234567890123456-01",
                    "00-12345678901234567890123456789012_1234567890123456-01",
                    "00-12345678901234567890123456789012-1234567890123456_01",
                    "00-１2345678901234567890123456789012-1234567890123456-01",
                    "00--12345678901234567890123456789012-1234567890123456-01",
                    "00",
                    "-",
                    ""
                })
        void isNotBelievedWithAnyFault(String text) {
            assertThat(TraceHeaders.parse(List.of(text), List.of("foo=1"))).isNull();
        }

        @ParameterizedTest
        @ValueSource(strings = {"ff", "fd", "05"})
        void loosesFlagsThatNobodyKnows(String flags) {
            assertThat(read("00-" + TRACE + "-" + SPAN + "-" + flags).flags())
                    .isEqualTo((byte) (Integer.parseInt(flags, 16) & 3));
        }
    }

    @Nested
    class Tracestate {

        private static String state(String... lines) {
            return read(VALID, lines).state();
        }

        static Stream<List<String>> wellFormed() {
            return Stream.of(
                    List.of("foo=1", "foo=1"),
                    List.of("foo=1,bar=2", "foo=1,bar=2"),
                    List.of("foo=1 \t , \t bar=2, \t baz=3", "foo=1,bar=2,baz=3"),
                    List.of("foo=1\t \t,\t \tbar=2,\t \tbaz=3", "foo=1,bar=2,baz=3"),
                    List.of(" foo=1", "foo=1"),
                    List.of("foo=1,", "foo=1"),
                    List.of(",foo=1,,bar=2", "foo=1,bar=2"),
                    List.of("", ""),
                    List.of("foo=1,foo=1", "foo=1,foo=1"),
                    List.of("0tenant@v=1", "0tenant@v=1"),
                    List.of("a_-*/@b=x y!~", "a_-*/@b=x y!~"),
                    List.of("foo= 1", "foo= 1"));
        }

        @ParameterizedTest
        @MethodSource("wellFormed")
        void passesOn(List<String> sentAndPassedOn) {
            assertThat(state(sentAndPassedOn.getFirst())).isEqualTo(sentAndPassedOn.getLast());
        }

        @Test
        void joinsItsLinesInTheirOrder() {
            assertThat(state("foo=1", "", "bar=2,rojo=1", "congo=2")).isEqualTo("foo=1,bar=2,rojo=1,congo=2");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "foo @=1",
                    "foo=1,bar baz=2",
                    "foo",
                    "=1",
                    "foo=",
                    "foo=bar=baz",
                    "foo=,bar=3",
                    "FOO=1",
                    "@foo=1",
                    "_foo=1",
                    "foo=\u0001",
                    "foo=ü",
                    "foo.bar=1"
                })
        void isDroppedWholeForAFaultInIt(String state) {
            var context = read(VALID, "good=1", state);

            assertThat(context.state()).isEmpty();
            assertThat(context.traceId()).isEqualTo(TRACE);
        }

        @Test
        void hasLimits() {
            assertThat(state("z".repeat(256) + "=1")).hasSize(258);
            assertThat(state("z".repeat(257) + "=1")).isEmpty();
            assertThat(state("foo=" + "v".repeat(256))).hasSize(260);
            assertThat(state("foo=" + "v".repeat(257))).isEmpty();
            assertThat(state(members(32))).contains("bar31=");
            assertThat(state(members(33))).isEmpty();
        }

        @Test
        void loosesLongMembersFirstThenTheLastWhenItIsTooLong() {
            var tooLong = "a=" + "x".repeat(200) + ",b=1," + "c=" + "y".repeat(100) + ",d=" + "y".repeat(100) + ",e="
                    + "y".repeat(100) + ",f=" + "y".repeat(100) + ",g=" + "y".repeat(100) + ",h=1";

            assertThat(state(tooLong))
                    .hasSizeLessThanOrEqualTo(512)
                    .startsWith("b=1,c=y")
                    .contains("f=y")
                    .doesNotContain("a=x", "g=y");
        }

        private static String members(int count) {
            return String.join(
                    ",",
                    IntStream.range(0, count).mapToObj(i -> "bar" + i + "=1").toList());
        }
    }
}
