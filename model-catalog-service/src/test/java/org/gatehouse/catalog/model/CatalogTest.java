package org.gatehouse.catalog.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatehouse.catalog.model.Models.aliased;
import static org.gatehouse.catalog.model.Models.model;
import static org.gatehouse.catalog.model.Models.named;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CatalogTest {

    @Test
    void anExactIdBeatsTheSameIdInAnotherCase() {
        var catalog = of(model("a", "Llama"), model("b", "llama"));

        assertThat(upstreamOf(catalog, "llama")).isEqualTo("b");
        assertThat(upstreamOf(catalog, "Llama")).isEqualTo("a");
    }

    @Test
    void anIdInACaseThatTwoModelsShareResolvesToNeither() {
        var catalog = of(named("a", "Llama", "one", 0), named("b", "llama", "two", 0));

        assertThat(catalog.resolve("LLAMA")).isEmpty();
    }

    @Test
    void anIdBeatsANameAndANameBeatsAnAlias() {
        var catalog =
                of(aliased("a", "first", "third"), named("b", "second", "first", 0), named("c", "fourth", "third", 0));

        assertThat(idOf(catalog, "FIRST")).isEqualTo("first");
        assertThat(idOf(catalog, "Third")).isEqualTo("fourth");
    }

    @Test
    void anAliasOfTwoModelsResolvesToNeitherAndIsNotShown() {
        var catalog = of(aliased("a", "one", "shared", "own"), aliased("b", "two", "shared"));

        assertThat(catalog.resolve("shared")).isEmpty();
        assertThat(catalog.resolve("own").orElseThrow().traits().aliases()).containsExactly("own");
        assertThat(catalog.resolve("two").orElseThrow().traits().aliases()).isEmpty();
    }

    @Test
    void theFirstUpstreamByNameKeepsADuplicateId() {
        var catalog = of(model("zeta", "gpt"), model("alpha", "gpt"));

        assertThat(catalog.models()).hasSize(1);
        assertThat(upstreamOf(catalog, "gpt")).isEqualTo("alpha");
    }

    @Test
    void theOlderEntryKeepsADuplicateNameWithinOneUpstream() {
        var catalog = of(named("mor", "0x2", "Mistral", 200), named("mor", "0x1", "mistral", 300));

        assertThat(idOf(catalog, "mistral")).isEqualTo("0x2");
    }

    @Test
    void aChainIdFindsItsModelInAnyCase() {
        var onChain = new OnChain("0xABCD", BigInteger.ONE, BigInteger.TWO);
        var plain = model("mor", "mistral");
        var catalog = of(new Model(
                plain.id(),
                plain.name(),
                plain.origin(),
                new Traits(Description.NONE, List.of(), List.of(), onChain),
                null));

        assertThat(idOf(catalog, "0xabcd")).isEqualTo("mistral");
    }

    @Test
    void anOperatorsAliasBeatsAnUpstreamsAndYieldsToAnId() {
        var models = List.of(aliased("a", "one", "nick"), model("a", "two"), model("a", "real"));
        var two = new ModelId("two");
        var catalog = Catalog.of(models, Map.of("nick", two, "real", two, "Gpt-4o", two));

        assertThat(idOf(catalog, "nick")).isEqualTo("two");
        assertThat(idOf(catalog, "gpt-4O")).isEqualTo("two");
        assertThat(idOf(catalog, "real")).isEqualTo("real");
        assertThat(catalog.resolve("two").orElseThrow().traits().aliases()).containsExactly("gpt-4o", "nick");
    }

    @Test
    void anOperatorsAliasForAModelThatIsGoneResolvesToNothing() {
        assertThat(Catalog.of(List.of(model("a", "one")), Map.of("nick", new ModelId("gone")))
                        .resolve("nick"))
                .isEmpty();
    }

    @Test
    void aNameNobodyHasResolvesToNothing() {
        assertThat(of(model("a", "gpt-4o")).resolve("gpt-4")).isEmpty();
    }

    private static Catalog of(Model... models) {
        return Catalog.of(List.of(models), Map.of());
    }

    private static String idOf(Catalog catalog, String named) {
        return catalog.resolve(named).orElseThrow().id().value();
    }

    private static String upstreamOf(Catalog catalog, String named) {
        return catalog.resolve(named).orElseThrow().origin().upstream();
    }
}
