package org.gatehouse.kit.logging;

import static org.assertj.core.api.Assertions.assertThat;

import org.gatehouse.testing.arch.HostileTexts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RedactionTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "key sk-gh-AbCdEfGhIjKl0123456789 used          | key sk-gh-[redacted] used",
                "sk-proj-abc_DEF-0123456789                     | sk-[redacted]",
                "sk-ant-api03-abcdefgh.                         | sk-[redacted].",
                "Authorization: Bearer abc123def                | Authorization: Bearer [redacted]",
                "authorization: bearer   A1._~+/=-              | authorization: bearer   [redacted]",
                "Basic Z2F0ZXdheTpzZWNyZXQ1                     | Basic [redacted]",
                "got eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ4In0.c2ln! | got eyJ[redacted]!",
                "jwe eyJhbGciOiJkaXIifQ..iv.text.tag            | jwe eyJ[redacted]",
                "https://h/x?api_key=abcdef&y=1                 | https://h/x?api_key=[redacted]&y=1",
                "https://h/x?access_token=abc.def#y             | https://h/x?access_token=[redacted]",
                "{\"password\":\"hunter2\",\"a\":1}             | {\"password\":\"[redacted]\",\"a\":1}",
                "{\"refresh_token\" : \"r-1234\"}               | {\"refresh_token\" : \"[redacted]\"}",
                "ClientConfig[id=a, secret=abcdef]              | ClientConfig[id=a, secret=[redacted]]",
                "key 0xe3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855 | key 0x[redacted]",
                "Basic  bearer/x1-abcd and 0xabc                | Basic  [redacted] and 0xabc",
                "a sk-gh-abcdefgh-token=xyz                     | a sk-gh-[redacted]=[redacted]",
                "x_SECRET\"  =  \"abc\"                           | x_SECRET\"  =  \"[redacted]\"",
                "--token=abc,password=def                       | --token=[redacted],password=[redacted]",
                "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855 | [redacted]",
                "jdbc:postgresql://h/db?user=a&password=p$1w   | jdbc:postgresql://h/db?user=a&password=[redacted]",
            })
    void masksACredentialAndKeepsItsKind(String text, String masked) {
        assertThat(Redaction.redact(text)).isEqualTo(masked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Bearer tokens are refused here",
                "WWW-Authenticate: Bearer realm=\"gatehouse\", error=\"invalid_token\"",
                "Basic authentication is for clients",
                "task-12345678 and risk-assessment-2026",
                "0191b3c0-0000-7000-8000-000000000001",
                "the token: another issuer",
                "no secret is set",
                "key_points and user-provided text, max_tokens=4096",
                "eyJhbGci is no token, nor is sk-short or bearer  sh1",
                "tokens: 5, token_count=7000, password=",
                "path /api/v1/auth/private-key/status",
            })
    void leavesOrdinaryTextAlone(String text) {
        assertThat(Redaction.redact(text)).isEqualTo(text);
    }

    /** 48 requests with a path of {@code -a-a-a} kept the edge busy for 26 s, and {@code a.a.a} overflowed the stack. */
    @Test
    void takesTimeInProportionToAnyText() {
        HostileTexts.repeated().forEach(text -> {
            var spent = HostileTexts.leastCpuNanos(() -> Redaction.redact(text));
            assertThat(spent)
                    .as(() -> "nanoseconds for " + text.substring(0, 20))
                    .isLessThan(50_000_000L);
        });
    }
}
