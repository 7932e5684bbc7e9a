package org.gatehouse.chat.translate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.gatehouse.chat.json.JsonTree;
import org.gatehouse.chat.model.Model;
import org.gatehouse.chat.upstream.Dropped;
import org.gatehouse.chat.upstream.Failure;
import org.gatehouse.kit.problem.PublicError;
import org.jspecify.annotations.Nullable;

/**
 * Which members of a translated request a model takes: told by the catalogue, by the model's name, or learnt from a refusal,
 * which is remembered for that model at that upstream.
 */
final class Manners {

    private static final String MAX_TOKENS = "max_tokens";
    private static final String MAX_COMPLETION_TOKENS = "max_completion_tokens";

    /** A request without these asks for the same answer, only less exactly. */
    private static final Set<String> DISPENSABLE = Set.of(
            "temperature",
            "top_p",
            "parallel_tool_calls",
            "reasoning_effort",
            "user",
            "metadata",
            "stop",
            "stop_sequences");

    /** OpenAI's models that refuse {@code max_tokens}. */
    private static final Pattern REASONING = Pattern.compile("(?:o[1-9]|gpt-5|gpt-6)(?:[.-].*+)?+");

    private static final Pattern REFUSED = Pattern.compile(
            "unsupported|not (be )?support|unknown|unrecogni[sz]ed|not permitted|unexpected|deprecated|cannot both|not allowed"
                    + "|forbidden|not accept|invalid (parameter|argument|field)|does not exist|fixed at|only .{1,40} allowed");

    /** Members whose names are words of any sentence. */
    private static final Set<String> WORDS = Set.of("user", "stop", "metadata");

    private static final int MOST_MODELS = 10_000;

    private final Map<Way, Set<String>> refused = new LinkedHashMap<>(16, 0.75f, true) {

        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Way, Set<String>> eldest) {
            return size() > MOST_MODELS;
        }
    };

    /** A model at an upstream. */
    private record Way(String upstream, String model) {

        static Way of(String upstream, Model model) {
            return new Way(upstream, model.upstreamModel());
        }
    }

    /** The request as the model takes it, for all that is known. */
    ObjectNode polite(ObjectNode request, String upstream, Model model, Dropped dropped) {
        Set<String> known = refusedBy(Way.of(upstream, model));
        ObjectNode own = JsonTree.object();
        request.properties().forEach(member -> {
            String name = member.getKey();
            if (name.equals(MAX_TOKENS) && request.has("messages")) {
                own.set(limit(known, model), member.getValue());
            } else if (known.contains(name)) {
                dropped.add(name);
            } else {
                own.set(name, member.getValue());
            }
        });
        return own;
    }

    private static String limit(Set<String> known, Model model) {
        if (known.contains(MAX_TOKENS) || known.contains(MAX_COMPLETION_TOKENS)) {
            return known.contains(MAX_TOKENS) ? MAX_COMPLETION_TOKENS : MAX_TOKENS;
        }
        Set<String> told = model.parameters();
        if (told.contains(MAX_TOKENS) || told.contains(MAX_COMPLETION_TOKENS)) {
            return told.contains(MAX_COMPLETION_TOKENS) ? MAX_COMPLETION_TOKENS : MAX_TOKENS;
        }
        return REASONING
                        .matcher(bare(model.upstreamModel().toLowerCase(Locale.ROOT)))
                        .matches()
                ? MAX_COMPLETION_TOKENS
                : MAX_TOKENS;
    }

    /** Takes from a refusal what the model does not take. */
    void learn(ObjectNode sent, String upstream, Model model, Failure failure) {
        if (failure.reason() != Failure.Reason.CLIENT) {
            return;
        }
        PublicError error = failure.error();
        String words = error.detail().toLowerCase(Locale.ROOT);
        if (!REFUSED.matcher(words).find()
                && !"unsupported_parameter".equals(error.kind().openAiCode())) {
            return;
        }
        String name = named(sent, error, words);
        if (name != null) {
            learn(Way.of(upstream, model), name);
        }
    }

    private static @Nullable String named(ObjectNode sent, PublicError error, String words) {
        for (var member : sent.properties()) {
            String name = member.getKey();
            boolean ours = DISPENSABLE.contains(name) || name.equals(MAX_TOKENS) || name.equals(MAX_COMPLETION_TOKENS);
            if (ours && (name.equals(error.param()) || (error.param() == null && mentions(words, name)))) {
                return name;
            }
        }
        return null;
    }

    /** Without the maker that some servers name before it. */
    private static String bare(String name) {
        return name.substring(name.lastIndexOf('/') + 1);
    }

    private static boolean mentions(String words, String name) {
        String pattern = WORDS.contains(name)
                ? "['\"`\\[]" + name + "['\"`\\]]|(?:^|: )" + name + "(?:$|[:.,])"
                : "(?<![a-z_])" + name + "(?![a-z_])";
        return Pattern.compile(pattern).matcher(words).find();
    }

    private synchronized void learn(Way way, String name) {
        Set<String> known = new HashSet<>(refused.getOrDefault(way, Set.of()));
        boolean limit = name.equals(MAX_TOKENS) || name.equals(MAX_COMPLETION_TOKENS);
        // Where both are refused the one that was refused first stays so, and nothing is left to try.
        if (!limit || !(known.contains(MAX_TOKENS) || known.contains(MAX_COMPLETION_TOKENS))) {
            known.add(name);
            refused.put(way, Set.copyOf(known));
        }
    }

    private synchronized Set<String> refusedBy(Way way) {
        return refused.getOrDefault(way, Set.of());
    }
}
