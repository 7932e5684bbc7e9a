package org.gatehouse.catalog.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.gatehouse.catalog.model.Catalog;
import org.gatehouse.catalog.model.Model;
import org.gatehouse.catalog.model.ModelType;
import org.gatehouse.catalog.model.OnChain;
import org.gatehouse.testing.morpheus.MorpheusNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The list of a node's marketplace as it comes over the wire. */
class MorpheusNodeIT {

    private final MorpheusNode node = MorpheusNode.start();
    private final DocumentClient client =
            new DocumentClient(new RefreshConfig(Duration.ofSeconds(60), Duration.ofSeconds(5)));

    @AfterEach
    void stop() {
        client.close();
        node.close();
    }

    @Test
    void isReadWithAmountsNamesAndTypesAsTheyAreMeant() {
        var list = ((Reading.Listed) read(MorpheusNode.GATEWAY)).list();
        var catalog = Catalog.of(list.models(), Map.of());

        assertThat(list.remarks()).isEmpty();
        assertThat(list.models()).hasSize(5);
        Model llama = catalog.resolve(MorpheusNode.LLAMA).orElseThrow();
        assertThat(llama.id().value()).isEqualTo("Llama 3.3 70B:web");
        assertThat(llama.origin().upstreamModel()).isEqualTo(MorpheusNode.LLAMA);
        assertThat(llama.traits().onChain())
                .extracting(OnChain::stake)
                .isEqualTo(new BigInteger("5000000000000000001"));
        assertThat(catalog.resolve("text-embedding-bge-m3").orElseThrow().type())
                .isEqualTo(ModelType.EMBEDDING);
    }

    @Test
    void leavesANameWithItsOldestHolderAndReachesTheOtherByItsChainId() {
        var models = ((Reading.Listed) read(MorpheusNode.GATEWAY)).list().models();
        var catalog = Catalog.of(models, Map.of());

        assertThat(catalog.resolve("MISTRAL-31-24B").orElseThrow().origin().upstreamModel())
                .isEqualTo(MorpheusNode.OLDER_MISTRAL);
        Model younger = catalog.resolve(MorpheusNode.MISTRAL).orElseThrow();
        assertThat(younger.id().value()).isEqualTo(MorpheusNode.MISTRAL);
        assertThat(younger.type()).isEqualTo(ModelType.CHAT);
    }

    @Test
    void isNotForAUserWithoutTheRight() {
        assertThat(read(MorpheusNode.NOBODY)).isInstanceOf(Reading.Failed.class);
        assertThat(read("gateway:wrong")).isInstanceOf(Reading.Failed.class);
    }

    private Reading read(String userAndPassword) {
        String basic = "Basic " + Base64.getEncoder().encodeToString(userAndPassword.getBytes(StandardCharsets.UTF_8));
        URI location = node.baseUrl().resolve("/blockchain/models");
        var parser = new ListParser("models", new MorpheusEntries("mor")::read, MorpheusEntries::named);
        return new HttpListSource("mor", location, Optional.of(basic), client, parser).read(Validators.NONE);
    }
}
