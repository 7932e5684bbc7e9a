package org.gatehouse.catalog.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.gatehouse.catalog.model.ModelId;
import org.gatehouse.kit.config.SettingException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UpstreamsTest {

    @Test
    void ordersUpstreamsByNameAndLeavesOutTheUnsetDefaultAndTheDisabled() {
        var upstreams = upstreams(
                config("zeta", "openai", "http://z/v1", null),
                config("echo", "echo", null, null),
                config("default", "openai", "", null),
                new UpstreamConfig("off", false, "openai", "http://off/v1", null, null, null, null));

        assertThat(upstreams.all()).extracting(Upstream::name).containsExactly("echo", "zeta");
    }

    @Test
    void readsACommaListOfModelsWithItsBlanks() {
        var config = new UpstreamConfig(
                "one", true, "openai", "http://z/v1", " ", List.of(" a ", "", "b/c", "a"), null, null);

        assertThat(upstreams(config).all())
                .containsExactly(
                        new Upstream("one", new ModelsFrom.Stated(List.of(new ModelId("a"), new ModelId("b/c")))));
    }

    @Test
    void asksTheUpstreamItselfWhenNothingIsStated() {
        assertThat(upstreams(config("one", "openai", "http://z/v1/", "sk")).all())
                .containsExactly(new Upstream("one", list("http://z/v1/models", "sk")));
        assertThat(upstreams(config("mor", "morpheus", "http://node:8082", "admin:pw"))
                        .all())
                .containsExactly(new Upstream(
                        "mor",
                        new ModelsFrom.Morpheus(
                                URI.create("http://node:8082/blockchain/models"),
                                Optional.of(new ApiKey("admin:pw")))));
    }

    @Test
    void sendsNoKeyToAListPublishedElsewhere() {
        var config =
                new UpstreamConfig("one", true, "openai", "http://z/v1", "sk", null, "https://lists/models.json", null);

        assertThat(upstreams(config).all())
                .containsExactly(new Upstream("one", list("https://lists/models.json", null)));
    }

    @Test
    void refusesTwoWaysToSayTheModels() {
        var config =
                new UpstreamConfig("one", true, "openai", "http://z/v1", null, List.of("a"), null, "/tmp/models.json");

        assertThatThrownBy(() -> upstreams(config)).hasMessageContaining("gatehouse.upstreams.one.models");
    }

    @Test
    void refusesAMorpheusKeyThatIsNoUserAndPassword() {
        assertThatThrownBy(() -> upstreams(config("mor", "morpheus", "http://node", "token")))
                .hasMessageContaining("gatehouse.upstreams.mor.api-key");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://host/v1",
                "host/v1",
                "http://",
                "http://user:pw@host/v1",
                "http://host/v1?key=1",
                "http://host/v1#x",
                "http://ho st",
                "file:///etc/passwd"
            })
    void namesABadBaseUrl(String url) {
        assertThatThrownBy(() -> upstreams(config("one", "openai", url, null)))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("gatehouse.upstreams.one.base-url");
    }

    @Test
    void namesTheVariableOfTheDefaultUpstream() {
        assertThatThrownBy(() -> upstreams(config("default", "openai", "nonsense", null)))
                .hasMessageContaining("GATEHOUSE_UPSTREAM_URL");
    }

    @Test
    void namesAMissingBaseUrlAndAnUnknownKind() {
        assertThatThrownBy(() -> upstreams(config("one", "openai", null, null)))
                .hasMessageContaining("gatehouse.upstreams.one.base-url");
        assertThatThrownBy(() -> upstreams(config("one", "gopher", "http://z", null)))
                .hasMessageContaining("gatehouse.upstreams.one.kind");
    }

    @Test
    void namesABadKeyWithoutShowingIt() {
        assertThatThrownBy(() -> upstreams(config("one", "openai", "http://z/v1", "sk-canary\r\nx: 1")))
                .hasMessageContaining("gatehouse.upstreams.one.api-key")
                .hasMessageNotContaining("canary");
    }

    @Test
    void namesABadModelId() {
        var config = new UpstreamConfig("one", true, "openai", "http://z/v1", null, List.of("a\u0007"), null, null);

        assertThatThrownBy(() -> upstreams(config)).hasMessageContaining("gatehouse.upstreams.one.models");
    }

    @Test
    void writesNoKeyIntoALog() {
        assertThat(new ApiKey("sk-canary").toString()).doesNotContain("canary");
        assertThat(config("one", "openai", "http://z", "sk-canary").toString()).doesNotContain("canary");
    }

    private static ModelsFrom list(String url, @Nullable String key) {
        return new ModelsFrom.OpenAiList(
                URI.create(url), Optional.ofNullable(key).map(ApiKey::new));
    }

    private static Upstreams upstreams(UpstreamConfig... configs) {
        return new Upstreams(Arrays.asList(configs));
    }

    private static UpstreamConfig config(String name, String kind, @Nullable String url, @Nullable String key) {
        return new UpstreamConfig(name, true, kind, url, key, null, null, null);
    }
}
