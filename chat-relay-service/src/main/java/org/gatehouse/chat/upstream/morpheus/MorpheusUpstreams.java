package org.gatehouse.chat.upstream.morpheus;

import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.gatehouse.chat.upstream.Upstream;
import org.gatehouse.chat.upstream.UpstreamConfig;
import org.gatehouse.kit.config.SettingException;
import org.gatehouse.kit.upstream.TargetGroup;
import org.gatehouse.kit.upstream.TargetGroups;

/** Makes the upstreams of kind {@code morpheus}; a bad setting stops the start and is named. */
@Singleton
public final class MorpheusUpstreams {

    private final Map<String, MorpheusConfig> configs;
    private final TargetGroups targets;
    private final Ambient ambient;

    MorpheusUpstreams(Collection<MorpheusConfig> configs, TargetGroups targets, Ambient ambient) {
        this.configs = configs.stream().collect(Collectors.toMap(MorpheusConfig::name, Function.identity()));
        this.targets = targets;
        this.ambient = ambient;
    }

    /** The upstream, which begins at once to look for the sessions that are open. */
    public Upstream of(UpstreamConfig config) {
        PoolSettings settings =
                Objects.requireNonNull(configs.get(config.name())).checked();
        var address = new NodeAddress(
                config.name(),
                ambient.client(),
                group(config),
                NodeAddress.basic(userAndPassword(config)),
                ambient.loops().next());
        var meters = new NodeMeters(ambient.registry(), config.name());
        var node = new Node(address, settings, ambient, meters);
        meters.watch(node);
        node.start();
        return new MorpheusUpstream(config.name(), config.limits(), node);
    }

    private TargetGroup group(UpstreamConfig config) {
        String baseUrl = config.baseUrl();
        if (baseUrl == null || baseUrl.isBlank()) {
            throw bad(config, "base-url", "must be the address of a Morpheus node");
        }
        try {
            return targets.of(List.of(URI.create(baseUrl.strip())));
        } catch (IllegalArgumentException e) {
            throw new SettingException(
                    "gatehouse.upstreams." + config.name() + ".base-url", "must be an http or https URL", e);
        }
    }

    private static String userAndPassword(UpstreamConfig config) {
        String key = config.apiKey();
        if (key == null || key.strip().indexOf(':') < 1) {
            throw bad(config, "api-key", "must be user:password for a Morpheus node");
        }
        return key.strip();
    }

    private static SettingException bad(UpstreamConfig config, String key, String why) {
        return new SettingException("gatehouse.upstreams." + config.name() + "." + key, why);
    }
}
