package org.gatehouse.kit.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HttpAddressesTest {

    @Test
    void readsAListAndDropsSlashesAtTheEnd() {
        assertThat(HttpAddresses.list("X", "http://a:1/, https://b.example/base//"))
                .containsExactly(URI.create("http://a:1"), URI.create("https://b.example/base"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ",",
                "http://a,",
                "a:1",
                "localhost",
                "ftp://a",
                "file:///etc/passwd",
                "http://",
                "http:///x",
                "http:a",
                "http://user:pw@a",
                "http://a?x=1",
                "http://a#x",
                "ht tp://a",
                "http://a b",
                "http://a:port",
                "HTTP//a"
            })
    void refusesWhatIsNoBaseAddress(String text) {
        assertThatThrownBy(() -> HttpAddresses.list("GATEHOUSE_X_URL", text))
                .isInstanceOf(SettingException.class)
                .hasMessage("GATEHOUSE_X_URL must be an http or https address such as http://127.0.0.1:8101");
    }
}
