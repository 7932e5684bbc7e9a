package org.gatehouse.catalog.source;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.gatehouse.catalog.model.Description;
import org.gatehouse.catalog.model.Modalities;
import org.gatehouse.catalog.model.Model;
import org.gatehouse.catalog.model.ModelId;
import org.gatehouse.catalog.model.ModelType;
import org.gatehouse.catalog.model.OnChain;
import org.gatehouse.catalog.model.Origin;
import org.gatehouse.catalog.model.Traits;
import org.jspecify.annotations.Nullable;

/**
 * A model of the Morpheus marketplace, where anybody can register any name. Clients call a model by its name; of several with
 * one name the oldest registration keeps it, and the younger ones are reached by their chain ids, so that nobody takes over
 * a name in use.
 */
final class MorpheusEntries {

    private static final Set<String> SIGHT = Set.of("vision", "multimodal", "vlm");
    private static final Pattern CHAIN_ID = Pattern.compile("0x[0-9a-fA-F]{64}");
    private static final Comparator<Model> OLDEST_FIRST = Comparator.comparingLong(
                    (Model model) -> model.origin().created())
            .thenComparing(model -> model.origin().upstreamModel());

    private final String upstream;

    MorpheusEntries(String upstream) {
        this.upstream = upstream;
    }

    /** A model under its chain id; {@link #named} gives names afterwards, when all are known. */
    Optional<Model> read(Entry entry) {
        var id = entry.requiredText("Id");
        var name = entry.exactText("Name");
        if (entry.flag("IsDeleted") || name.isEmpty()) {
            return Optional.empty();
        }
        if (!CHAIN_ID.matcher(id).matches() || ModelId.parse(name.get()).isEmpty()) {
            throw new Entry.Unusable("Id or Name is not fit to be one");
        }
        var chainId = id.toLowerCase(Locale.ROOT);
        var tags = OpenAiEntries.printable(entry.texts("Tags"));
        var origin = new Origin(
                upstream,
                chainId,
                entry.text("Owner").orElse(upstream),
                entry.seconds("CreatedAt").orElse(0));
        var onChain = new OnChain(chainId, wei(entry, "Fee"), wei(entry, "Stake"));
        var stated = statedType(entry, tags);
        var traits = new Traits(description(stated, tags), aliases(entry, name.get()), tags, onChain);
        return Optional.of(new Model(new ModelId(chainId), name.get(), origin, traits, null));
    }

    static ModelList named(ModelList list) {
        var holders = new HashMap<String, Model>();
        list.models().stream().sorted(OLDEST_FIRST).forEach(model -> holders.putIfAbsent(folded(model.name()), model));
        var named = new ArrayList<Model>();
        for (var model : list.models()) {
            named.add(model.equals(holders.get(folded(model.name()))) ? underItsName(model) : model);
        }
        return new ModelList(named, list.remarks());
    }

    private static Model underItsName(Model model) {
        return new Model(new ModelId(model.name()), model.name(), model.origin(), model.traits(), model.pricing());
    }

    private static Optional<ModelType> statedType(Entry entry, List<String> tags) {
        return Stream.concat(entry.text("ModelType").stream(), tags.stream())
                .flatMap(word -> ModelType.stated(word).stream())
                .findFirst();
    }

    /** The node knows nothing of modalities; the type says them, and a tag that the model sees. A type guessed from a name says nothing. */
    private static Description description(Optional<ModelType> stated, List<String> tags) {
        var sees = tags.stream().anyMatch(tag -> SIGHT.contains(folded(tag)));
        var modalities = stated.isPresent() ? modalities(stated.get(), sees) : null;
        return new Description(stated.orElse(null), null, modalities, null, null);
    }

    private static @Nullable Modalities modalities(ModelType type, boolean sees) {
        return switch (type) {
            case CHAT -> new Modalities(sees ? List.of("text", "image") : List.of("text"), List.of("text"));
            case EMBEDDING -> new Modalities(List.of("text"), List.of("embeddings"));
            case SPEECH -> new Modalities(List.of("text"), List.of("audio"));
            case TRANSCRIPTION -> new Modalities(List.of("audio"), List.of("text"));
            case IMAGE -> new Modalities(List.of("text"), List.of("image"));
            case MODERATION, RERANK, OTHER -> null;
        };
    }

    private static List<String> aliases(Entry entry, String name) {
        var slug = withoutDashesAround(folded(name).replaceAll("[^\\p{L}\\p{N}.:]+", "-"));
        var known = entry.object("enrichment").flatMap(enrichment -> enrichment.text("veniceId"));
        return Stream.concat(Stream.of(slug), known.stream())
                .filter(alias -> ModelId.parse(alias).isPresent() && !alias.equals(name))
                .distinct()
                .toList();
    }

    private static String withoutDashesAround(String words) {
        int from = words.startsWith("-") ? 1 : 0;
        int to = words.endsWith("-") ? words.length() - 1 : words.length();
        return words.substring(from, Math.max(from, to));
    }

    private static BigInteger wei(Entry entry, String field) {
        return entry.integer(field).orElse(BigInteger.ZERO);
    }

    private static String folded(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }
}
