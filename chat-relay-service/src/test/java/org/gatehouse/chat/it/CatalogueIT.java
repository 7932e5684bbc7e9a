package org.gatehouse.chat.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.gatehouse.testing.net.RawResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogueIT {

    @RegisterExtension
    static final RelayRig relay = RelayRig.start();

    @RegisterExtension
    static final RelayRig blind = RelayRig.start(Map.of("gatehouse.catalog.urls", "http://127.0.0.1:1"));

    @Test
    void asksForWhatItDoesNotHaveYetOnly() {
        relay.catalogue().statuses().clear();
        relay.catalogue().serveModels("gatehouse/echo echo echo", "new echo echo");
        relay.readCatalogue();
        relay.readCatalogue();

        // The change itself is heard of, too, and asked for beside the two.
        assertThat(relay.catalogue().statuses()).startsWith(200).hasSizeBetween(2, 3);
        assertThat(relay.catalogue().statuses().stream().skip(1)).containsOnly(304);
        assertThat(relay.chat(RelayRig.body("new", false, "")).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "[]",
                "{}",
                "{\"models\":null}",
                "{\"models\":[{}]}",
                "{\"models\":[{\"id\":7}]}",
                "{\"models\":[{\"id\":\"a\",\"upstream\":\"echo\"}]}",
                "{\"models\":[{\"id\":\"a\",\"upstream\":\"echo\",\"upstream_model\":\"x\"},{\"id\":\"a\",\"upstream\":\"mock\",\"upstream_model\":\"x\"}]}"
            })
    void keepsTheLastGoodListWhenAnotherIsBad(String bad) {
        relay.catalogue().serveModels("gatehouse/echo echo echo");
        relay.readCatalogue();
        relay.catalogue().serve(bad);
        relay.readCatalogue();

        assertThat(relay.chat(RelayRig.body("gatehouse/echo", false, "")).status())
                .isEqualTo(200);
        assertThat(relay.chat(RelayRig.body("a", false, "")).status()).isEqualTo(404);
    }

    @Test
    void saysThatItKnowsNothingYet() {
        RawResponse response = blind.chat(RelayRig.body("gatehouse/echo", false, ""));

        assertThat(response.status()).isEqualTo(503);
        assertThat(response.body()).contains("\"type\":\"service_unavailable_error\"");
        assertThat(response.header("retry-after")).contains("1");
    }
}
