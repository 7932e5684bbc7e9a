package org.gatehouse.catalog.listing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatehouse.catalog.model.Models.named;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.gatehouse.catalog.health.Health;
import org.gatehouse.catalog.health.SeenByRelays;
import org.gatehouse.catalog.model.Catalog;
import org.gatehouse.catalog.model.Deprecation;
import org.gatehouse.catalog.model.Description;
import org.gatehouse.catalog.model.Modalities;
import org.gatehouse.catalog.model.Model;
import org.gatehouse.catalog.model.ModelType;
import org.gatehouse.catalog.model.OnChain;
import org.gatehouse.catalog.model.Pricing;
import org.gatehouse.catalog.model.Traits;
import org.junit.jupiter.api.Test;

class ListingTest {

    private static final JsonMapper JSON = new JsonMapper();

    @Test
    void givesRelaysNoNameThatLeadsElsewhere() throws IOException {
        var catalog = Catalog.of(List.of(named("a", "one", "Same", 0), named("b", "two", "same", 0)), Map.of());

        var feed = JSON.readTree(
                        new Listing(catalog, SeenByRelays.NOTHING).feed().body())
                .path("models");

        assertThat(feed.path(0).path("name").textValue()).isEqualTo("Same");
        assertThat(feed.path(1).path("name").textValue()).isEqualTo("two");
    }

    @Test
    void givesRelaysTheChainIdAsOneMoreAlias() throws IOException {
        var feed = JSON.readTree(new Listing(Catalog.of(List.of(full()), Map.of()), SeenByRelays.NOTHING)
                .feed()
                .body());

        assertThat(feed.path("models").path(0).path("aliases"))
                .extracting(JsonNode::textValue)
                .containsExactly("nick", "0xabc");
    }

    @Test
    void writesExactlyTheFieldsThatTheDocumentPromises() throws IOException {
        var written = JSON.readTree(ModelJson.forClients(full(), new Health(Health.Status.DOWN, 300)));

        var promised = Arrays.stream(ListedModel.class.getRecordComponents())
                .map(RecordComponent::getName)
                .map(name -> name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT))
                .toList();
        assertThat(written.fieldNames()).toIterable().containsExactlyInAnyOrderElementsOf(promised);
    }

    private static Model full() {
        var plain = named("mor", "mistral", "Mistral", 7);
        var onChain = new OnChain("0xabc", BigInteger.ONE, BigInteger.TWO);
        var description = new Description(
                ModelType.CHAT,
                8192,
                new Modalities(List.of("text"), List.of("text")),
                List.of("tools"),
                new Deprecation(LocalDate.of(2027, 1, 31)));
        var traits = new Traits(description, List.of("nick"), List.of("tag"), onChain);
        var price = Pricing.parse("0.1", "0.2").orElseThrow();
        return new Model(plain.id(), plain.name(), plain.origin(), traits, price);
    }
}
