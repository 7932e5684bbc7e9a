package org.gatehouse.chat.upstream.morpheus;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.gatehouse.chat.upstream.Upstream;
import org.gatehouse.chat.upstream.UpstreamConfig;
import org.gatehouse.kit.config.SettingException;
import org.gatehouse.kit.upstream.TargetGroup;
import org.gatehouse.kit.upstream.TargetGroups;
import org.jspecify.annotations.Nullable;

/** Makes the upstreams of kind {@code morpheus}; a bad setting stops the start and is named. */
@Singleton
public final class MorpheusUpstreams {

    private final Map<String, MorpheusConfig> configs;
    private final TargetGroups targets;
    private final NodeVault vault;
    private final Ambient ambient;
    private final Map<String, MorpheusUpstream> made = new ConcurrentHashMap<>();

    MorpheusUpstreams(Collection<MorpheusConfig> configs, TargetGroups targets, NodeVault vault, Ambient ambient) {
        this.configs = configs.stream().collect(Collectors.toMap(MorpheusConfig::name, Function.identity()));
        this.targets = targets;
        this.vault = vault;
        this.ambient = ambient;
    }

    /** The upstream, which begins at once to look for the sessions that are open. */
    public Upstream of(UpstreamConfig config) {
        MorpheusConfig own = Objects.requireNonNull(configs.get(config.name()));
        PoolSettings settings = own.checked();
        var address = new NodeAddress(
                config.name(),
                ambient.client(),
                group(config),
                NodeAddress.basic(userAndPassword(config)),
                ambient.loops().next());
        var meters = new NodeMeters(ambient.registry(), config.name());
        var node = new Node(address, settings, ambient, meters);
        meters.watch(node::census);
        node.start();
        var ownNodes = new OwnNodes(config.name(), own.allowedNodes(), settings, vault, ambient);
        var upstream = new MorpheusUpstream(config.name(), config.limits(), own.checkedSpenders(), node, ownNodes);
        made.put(config.name(), upstream);
        return upstream;
    }

    /** It is asked anew whether this user has a node of their own. */
    void doubt(UUID account) {
        made.values().forEach(upstream -> upstream.doubt(account));
    }

    void doubtAll() {
        made.values().forEach(MorpheusUpstream::doubtAll);
    }

    /** Which upstream a name stands for. */
    public sealed interface Choice {

        record One(MorpheusUpstream upstream) implements Choice {}

        record None() implements Choice {}

        /** No name was given, and there is more than one. */
        record Several() implements Choice {}
    }

    /** @param name in the configuration; null when there is only one to mean */
    public Choice named(@Nullable String name) {
        if (name == null && made.size() > 1) {
            return new Choice.Several();
        }
        return made.values().stream()
                .filter(one -> name == null || one.name().equals(name))
                .findFirst()
                .<Choice>map(Choice.One::new)
                .orElseGet(Choice.None::new);
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

    @PreDestroy
    void stop() {
        made.values().forEach(MorpheusUpstream::stop);
    }
}
