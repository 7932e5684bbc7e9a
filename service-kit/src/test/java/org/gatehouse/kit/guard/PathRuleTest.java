package org.gatehouse.kit.guard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PathRuleTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/a",
                "/a/",
                "/v1/models",
                "/a.b/..c/d../.e",
                "/...",
                "/a~b!c$d&e'f(g)h*i+j,k=l:m@n",
                "/%41",
                "/a%20b",
                "/%c3%a9",
                "/%E2%82%AC",
                "/%f0%9f%98%80",
                "/%f4%8f%bf%bf",
                "/a?",
                "/a?b=/../c",
                "/a?b=%2e%2e%2f;",
                "/a?x=[1]"
            })
    void acceptsWhatReadsOneWayOnly(String target) {
        assertThat(PathRule.accepts(target, false)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a%2Fb", "/a%2fb/c", "/%c3%a9%2fb", "/a%2F"})
    void acceptsAnEncodedSlashOnlyWhereItIsAllowed(String target) {
        assertThat(PathRule.accepts(target, true)).isTrue();
        assertThat(PathRule.accepts(target, false)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/a%2F..",
                "/a%2F../b",
                "/..%2Fb",
                "/a%2F/b",
                "/a/%2Fb",
                "/%2Fa",
                "/a%2F%2Fb",
                "/a%2F.%2Fb",
                "/a%5Cb"
            })
    void takesAnEncodedSlashForASlash(String target) {
        assertThat(PathRule.accepts(target, true)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/%c2",
                "/%c2%",
                "/%c2%8",
                "/%c2a",
                "/%80",
                "/%bf",
                "/%c0%80",
                "/%c1%bf",
                "/%e0%9f%bf",
                "/%ed%a0%80",
                "/%ed%bf%bf",
                "/%f0%8f%bf%bf",
                "/%f4%90%80%80",
                "/%f8%88%80%80%80",
                "/%ff",
                "/%e2%82",
                "/%c3/%a9"
            })
    void refusesWhatIsNotUtf8(String target) {
        assertThat(PathRule.accepts(target, true)).isFalse();
    }

    @Test
    void refusesEveryControlAndEveryNonAsciiCharacterAnywhere() {
        for (char c = 0; c < 512; c++) {
            if (c < ' ' || c == ' ' || c > 126) {
                assertThat(PathRule.accepts("/a" + c + "b", false))
                        .as("%x in path", (int) c)
                        .isFalse();
                assertThat(PathRule.accepts("/a?b" + c, false))
                        .as("%x in query", (int) c)
                        .isFalse();
            }
        }
    }

    @Test
    void decodedPathsThatPassHaveNoDotOrEmptySegment() {
        var pieces = new String[] {"/", "a", ".", "..", "%2e", "%2F", "%2f", "%5c", ";", "%c3%a9"};
        for (int i = 0; i < 10_000; i++) {
            var target = "/" + pieces[i % 10] + pieces[i / 10 % 10] + pieces[i / 100 % 10] + pieces[i / 1000];
            if (PathRule.accepts(target, true)) {
                var decoded = URLDecoder.decode(target, UTF_8);
                assertThat(decoded).as(target).doesNotContain("//", "\\", ";");
                assertThat((decoded + "/").contains("/./") || (decoded + "/").contains("/../"))
                        .as(target)
                        .isFalse();
            }
        }
    }

    @Test
    void tellsThePathFromTheQuery() {
        assertThat(PathRule.pathOf("/a/b?c?d")).isEqualTo("/a/b");
        assertThat(PathRule.pathOf("/a")).isEqualTo("/a");
        assertThat(PathRule.pathOf("?a")).isEmpty();
    }
}
