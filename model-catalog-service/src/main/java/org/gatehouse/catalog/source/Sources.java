package org.gatehouse.catalog.source;

import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.gatehouse.catalog.current.CurrentCatalog;
import org.gatehouse.catalog.model.Description;
import org.gatehouse.catalog.model.Model;
import org.gatehouse.catalog.model.ModelId;
import org.gatehouse.catalog.model.ModelType;
import org.gatehouse.catalog.model.Origin;
import org.gatehouse.catalog.model.Pricing;
import org.gatehouse.catalog.model.Traits;
import org.gatehouse.catalog.upstream.ApiKey;
import org.gatehouse.catalog.upstream.ModelsFrom;
import org.gatehouse.catalog.upstream.Upstreams;

/** What every upstream's models come from: those stated in the configuration are offered at once, the rest is watched. */
@Singleton
final class Sources {

    private static final ModelId ECHO = new ModelId("gatehouse/echo");
    private static final Traits CHAT =
            new Traits(new Description(ModelType.CHAT, null, null, null, null), List.of(), List.of(), null);
    private static final Pricing FREE = new Pricing(BigDecimal.ZERO, BigDecimal.ZERO);

    private final DocumentClient client;
    private final InstantSource clock;
    private final CopyRepository copies;
    private final List<WatchedSource> watched = new ArrayList<>();

    Sources(
            Upstreams upstreams,
            CurrentCatalog current,
            DocumentClient client,
            InstantSource clock,
            CopyRepository copies) {
        this.client = client;
        this.clock = clock;
        this.copies = copies;
        for (var upstream : upstreams.all()) {
            var name = upstream.name();
            switch (upstream.models()) {
                case ModelsFrom.Echo _ -> current.offer(name, List.of(echo(name)));
                case ModelsFrom.Stated stated -> current.offer(name, stated(name, stated.ids()));
                case ModelsFrom.OpenAiList list -> watch(openAi(name, list));
                case ModelsFrom.Morpheus list -> watch(morpheus(name, list));
                case ModelsFrom.ListFile file -> watch(file(name, file));
            }
        }
    }

    List<WatchedSource> watched() {
        return List.copyOf(watched);
    }

    Optional<WatchedSource> watched(String upstream) {
        return watched.stream()
                .filter(source -> source.source().upstream().equals(upstream))
                .findFirst();
    }

    private void watch(ModelSource source) {
        watched.add(new WatchedSource(source, clock, copies));
    }

    private ModelSource openAi(String upstream, ModelsFrom.OpenAiList list) {
        var parser = new ListParser("data", new OpenAiEntries(upstream)::read);
        var authorization = list.apiKey().map(key -> "Bearer " + key.exposed());
        return new HttpListSource(upstream, list.location(), authorization, client, parser);
    }

    private ModelSource morpheus(String upstream, ModelsFrom.Morpheus list) {
        var parser = new ListParser("models", new MorpheusEntries(upstream)::read, MorpheusEntries::named);
        var authorization = list.userAndPassword().map(Sources::basic);
        return new HttpListSource(upstream, list.location(), authorization, client, parser);
    }

    private static ModelSource file(String upstream, ModelsFrom.ListFile file) {
        return new FileListSource(upstream, file.path(), new ListParser("models", new CatalogEntries(upstream)::read));
    }

    private static String basic(ApiKey userAndPassword) {
        var bytes = userAndPassword.exposed().getBytes(StandardCharsets.US_ASCII);
        return "Basic " + Base64.getEncoder().encodeToString(bytes);
    }

    private static Model echo(String upstream) {
        var origin = new Origin(upstream, ECHO.value(), "gatehouse", 0);
        return new Model(ECHO, "Gatehouse echo", origin, CHAT, FREE);
    }

    private static List<Model> stated(String upstream, List<ModelId> ids) {
        return ids.stream()
                .map(id -> new Model(id, id.value(), new Origin(upstream, id.value(), upstream, 0), Traits.NONE, null))
                .toList();
    }
}
