package org.gatehouse.catalog.upstream;

import io.micronaut.context.annotation.Context;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** All upstreams in order of their names. A bad setting stops the start and is named. */
@Context
public final class Upstreams {

    private static final Pattern CHAIN_ID = Pattern.compile("0x[0-9a-fA-F]{64}");

    private final List<Upstream> all;

    Upstreams(Collection<UpstreamConfig> configured) {
        all = configured.stream()
                .filter(config -> config.enabled() && !isUnset(config))
                .map(config -> new Upstream(config.name(), modelsFrom(new CheckedSettings(config))))
                .sorted(Comparator.comparing(Upstream::name))
                .toList();
    }

    public List<Upstream> all() {
        return all;
    }

    private static boolean isUnset(UpstreamConfig config) {
        return config.name().equals(CheckedSettings.FROM_ENVIRONMENT)
                && CheckedSettings.text(config.baseUrl()).isEmpty();
    }

    private static ModelsFrom modelsFrom(CheckedSettings settings) {
        return switch (settings.config().kind().toLowerCase(Locale.ROOT)) {
            case "echo" -> new ModelsFrom.Echo();
            case "anthropic" ->
                toldOtherwise(settings)
                        .orElseThrow(() -> settings.bad("models", "must name the models of an anthropic upstream"));
            case "openai" -> {
                var own = new ModelsFrom.OpenAiList(settings.under("/models"), settings.apiKey());
                yield toldOtherwise(settings)
                        .or(() -> settings.modelsUrl().map(url -> new ModelsFrom.OpenAiList(url, Optional.empty())))
                        .orElse(own);
            }
            case "morpheus" -> {
                if (!settings.models().stream()
                        .allMatch(id -> CHAIN_ID.matcher(id.value()).matches())) {
                    throw settings.bad("models", "must be chain ids, 0x and 64 digits of hex, for a Morpheus node");
                }
                var own = new ModelsFrom.Morpheus(settings.under("/blockchain/models"), settings.userAndPassword());
                yield toldOtherwise(settings)
                        .or(() -> settings.modelsUrl().map(url -> new ModelsFrom.Morpheus(url, Optional.empty())))
                        .orElse(own);
            }
            default -> throw settings.bad("kind", "must be openai, anthropic, morpheus or echo");
        };
    }

    private static Optional<ModelsFrom> toldOtherwise(CheckedSettings settings) {
        var models = settings.models();
        var file = settings.modelsFile();
        var ways = (models.isEmpty() ? 0 : 1)
                + (file.isPresent() ? 1 : 0)
                + (settings.modelsUrl().isPresent() ? 1 : 0);
        if (ways > 1) {
            throw settings.bad("models", "must not be set beside models-url or models-file, nor these two together");
        }
        return models.isEmpty() ? file.map(ModelsFrom.ListFile::new) : Optional.of(new ModelsFrom.Stated(models));
    }
}
