package org.gatehouse.chat.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A caller's key is released for one origin: every way to write another address must come to another origin. */
class UpstreamConfigTest {

    @ParameterizedTest
    @CsvSource({
        "https://api.openai.com/v1",
        "https://api.openai.com",
        "https://api.openai.com:443/v1",
        "https://API.OpenAI.com/v1/",
        "HTTPS://api.openai.com/other/v1",
        "'  https://api.openai.com/v1  '"
    })
    void isOneOriginHoweverItIsWritten(String baseUrl) {
        assertThat(config(baseUrl).origin()).isEqualTo("https://api.openai.com");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://api.openai.com/v1",
                "https://api.openai.com:8443/v1",
                "https://api.openai.com:80/v1",
                "http://api.openai.com:443/v1",
                "https://api.openai.com.evil.example/v1",
                "https://api.openai.com./v1",
                "https://evil.example/api.openai.com/v1",
                "https://evil.example?https://api.openai.com/v1",
                "https://evil.example#https://api.openai.com/v1",
                "https://api.openai.com@evil.example/v1",
                "https://api.openai.com:443@evil.example/v1",
                "https://user:password@evil.example/v1",
                "https://xn--api-openai-com.example/v1",
                "https://api-openai.com/v1",
                "https://openai.com/v1",
                "https://127.0.0.1/v1",
                "https://[::1]/v1",
                "https://[::ffff:127.0.0.1]:443/v1",
                "//api.openai.com/v1",
                "api.openai.com/v1"
            })
    void isAnotherOriginWhereTheKeyWouldGoElsewhere(String baseUrl) {
        assertThat(config(baseUrl).origin()).isNotEqualTo("https://api.openai.com");
    }

    @Test
    void keepsItsKeyOutOfLogs() {
        assertThat(config("https://api.openai.com/v1").toString()).doesNotContain("sk-secret");
    }

    private static UpstreamConfig config(String baseUrl) {
        var limit = Duration.ofSeconds(1);
        return new UpstreamConfig(
                "one",
                UpstreamConfig.Kind.OPENAI,
                baseUrl,
                "sk-secret",
                false,
                UpstreamConfig.Via.AUTO,
                false,
                "openai",
                List.of("*"),
                0,
                1,
                limit,
                limit,
                limit,
                limit);
    }
}
