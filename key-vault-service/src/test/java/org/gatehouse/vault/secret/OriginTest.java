package org.gatehouse.vault.secret;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class OriginTest {

    @ParameterizedTest
    @CsvSource({
        "https://api.openai.com/v1, https://api.openai.com",
        "HTTPS://API.OpenAI.com:443/, https://api.openai.com",
        "https://llm.example:8443/v1/, https://llm.example:8443",
        "http://localhost:11434/v1, http://localhost:11434",
        "http://127.0.0.1:80, http://127.0.0.1",
        "https://[2001:db8::1]:8443/x, https://[2001:db8::1]:8443",
    })
    void isSchemeHostAndPort(String url, String origin) {
        assertThat(Origin.of(url)).contains(new Origin(origin));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "api.openai.com",
                "//api.openai.com",
                "ftp://api.openai.com",
                "http://api.openai.com",
                "https://",
                "https:///v1",
                "https://user@api.openai.com",
                "https://api.openai.com@evil.example",
                "https://api.openai.com\\@evil.example",
                "https://api.openai.com?x=1",
                "https://api.openai.com#x",
                "https://api.openai.com:0",
                "https://api.openai.com:99999999",
                "https://api_x.example",
                "https://a b",
                "https://api.openai.com.",
                "https://äpi.example",
                "http://localhost.evil.example",
                "file:///etc/passwd",
                "https://api.openai.com/\n"
            })
    void isNothingThatCouldBeReadTwoWays(String url) {
        assertThat(Origin.of(url)).isEmpty();
    }
}
