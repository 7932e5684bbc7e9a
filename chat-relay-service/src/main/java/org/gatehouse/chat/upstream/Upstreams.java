package org.gatehouse.chat.upstream;

import io.micronaut.context.annotation.Context;
import jakarta.inject.Named;
import java.net.URI;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.gatehouse.chat.count.Counting;
import org.gatehouse.chat.upstream.anthropic.AnthropicDialect;
import org.gatehouse.chat.upstream.anthropic.BetaFlags;
import org.gatehouse.chat.upstream.echo.EchoUpstreams;
import org.gatehouse.chat.upstream.http.Dialect;
import org.gatehouse.chat.upstream.http.HttpUpstream;
import org.gatehouse.chat.upstream.http.JsonApi;
import org.gatehouse.chat.upstream.morpheus.MorpheusUpstreams;
import org.gatehouse.chat.upstream.openai.OpenAiDialect;
import org.gatehouse.kit.upstream.TargetGroups;
import org.gatehouse.kit.upstream.UpstreamClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The upstreams of the configuration, made when the service starts: a bad one keeps it from starting. */
@Context
public final class Upstreams {

    private static final Logger LOG = LoggerFactory.getLogger(Upstreams.class);

    private final Map<String, Upstream> byName = new HashMap<>();
    private final Map<String, Preference> preferences = new HashMap<>();
    private final TargetGroups targets;
    private final UpstreamClient client;
    private final Executor counting;

    Upstreams(
            Collection<UpstreamConfig> configs,
            EchoUpstreams echo,
            MorpheusUpstreams morpheus,
            TargetGroups targets,
            UpstreamClient client,
            @Named(Counting.NAME) Executor counting) {
        this.counting = counting;
        this.targets = targets;
        this.client = client;
        for (UpstreamConfig config : configs) {
            preferences.put(config.name(), new Preference(config.priority(), config.weight()));
            switch (config.kind()) {
                case ECHO -> add(echo.of(config));
                case MORPHEUS -> add(morpheus.of(config));
                case OPENAI, ANTHROPIC -> remote(config);
            }
        }
    }

    private void remote(UpstreamConfig config) {
        String baseUrl = config.baseUrl();
        if (baseUrl == null || baseUrl.isBlank()) {
            LOG.info("The upstream {} has no base-url and is left out", config.name());
            return;
        }
        String apiKey = config.apiKey() == null || config.apiKey().isBlank() ? null : config.apiKey();
        try {
            var group = targets.of(List.of(URI.create(baseUrl.strip())));
            var api = new JsonApi(client, group, config.limits());
            Dialect dialect = config.kind() == UpstreamConfig.Kind.ANTHROPIC
                    ? new AnthropicDialect(new BetaFlags(config.betas()))
                    : new OpenAiDialect(config.via(), config.responses(), config.endsWithoutReason());
            add(new HttpUpstream(config, dialect, api, counting, apiKey));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "gatehouse.upstreams." + config.name() + ".base-url: " + e.getMessage(), e);
        }
    }

    private void add(Upstream upstream) {
        byName.put(upstream.name(), upstream);
    }

    /** The order of upstreams that have the same model; every upstream that can be found has one. */
    public record Preference(int priority, int weight) {

        static final Preference NONE = new Preference(0, 1);
    }

    public Preference preference(String name) {
        return preferences.getOrDefault(name, Preference.NONE);
    }

    public Optional<Upstream> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }
}
