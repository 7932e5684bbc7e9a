package org.gatehouse.chat.completion;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import org.gatehouse.chat.credential.OwnKeys;
import org.gatehouse.chat.model.Catalogue;
import org.gatehouse.chat.model.Model;
import org.gatehouse.chat.model.Resolution;
import org.gatehouse.chat.request.Endpoint;
import org.gatehouse.chat.request.ModelRequest;
import org.gatehouse.chat.target.Targets;
import org.gatehouse.chat.translate.Translations;
import org.gatehouse.chat.upstream.Upstream;
import org.gatehouse.chat.upstream.Upstreams;
import org.gatehouse.kit.problem.ErrorKind;
import org.gatehouse.kit.problem.PublicError;
import org.jspecify.annotations.Nullable;

/** Finds who may answer: the model asked for, then the caller's own fallbacks; never a model that was not named. */
@Singleton
final class Candidates {

    private static final String EMBEDDING = "embedding";

    private final Catalogue catalogue;
    private final Upstreams upstreams;
    private final Translations translations;
    private final OwnKeys ownKeys;
    private final Targets targets;
    private final RelayConfig config;

    Candidates(
            Catalogue catalogue,
            Upstreams upstreams,
            Translations translations,
            OwnKeys ownKeys,
            Targets targets,
            RelayConfig config) {
        this.catalogue = catalogue;
        this.upstreams = upstreams;
        this.translations = translations;
        this.ownKeys = ownKeys;
        this.targets = targets;
        this.config = config;
    }

    /** Whether anybody may. */
    sealed interface Choice {

        /** At least one, in the order in which to ask. */
        record Some(List<Candidate> inOrder) implements Choice {

            public Some {
                inOrder = List.copyOf(inOrder);
            }
        }

        record None(PublicError error) implements Choice {}
    }

    Choice of(ModelRequest request, Asker asker) {
        var found = new ArrayList<Candidate>(1 + request.fallbacks().size());
        PublicError error =
                RoutingRights.refusal(request.routing(), asker.caller().models(), catalogue);
        error = error == null ? add(found, request, request.model(), "model", asker) : error;
        for (String fallback : request.fallbacks()) {
            error = error == null ? add(found, request, fallback, "models", asker) : error;
        }
        return error == null ? new Choice.Some(found) : new Choice.None(error);
    }

    private @Nullable PublicError add(
            List<Candidate> found, ModelRequest request, String name, String param, Asker asker) {
        return switch (catalogue.resolve(name, asker.caller().models())) {
            case Resolution.NeverLoaded never ->
                PublicError.of(ErrorKind.UNAVAILABLE, "The list of models is not loaded yet; try again.")
                        .withHeader("Retry-After", "1");
            case Resolution.Unknown unknown ->
                PublicError.of(ErrorKind.MODEL_NOT_FOUND, unknown(name, unknown.near()))
                        .withParam(param);
            case Resolution.Found one -> add(found, request, one.model(), param, asker);
        };
    }

    private static String unknown(String name, List<String> near) {
        return "The model '" + name + "' does not exist or you do not have access to it."
                + (near.isEmpty() ? "" : " Near names: " + String.join(", ", near) + ".");
    }

    private @Nullable PublicError add(
            List<Candidate> found, ModelRequest request, Model model, String param, Asker asker) {
        if (!fits(model, request.endpoint())) {
            return notHere(model, param);
        }
        PublicError tooLong = ContextLimit.exceeded(request, model);
        if (tooLong != null) {
            return tooLong;
        }
        int before = found.size();
        boolean known = false;
        for (Model way : targets.inOrder(model)) {
            Upstream upstream = upstreams.find(way.upstream()).orElse(null);
            known |= upstream != null;
            if (upstream != null && found.size() - before < config.maxTargets()) {
                Upstream acting = ownKeys.forCaller(upstream.actingFor(asker.acting()), asker.acting());
                translations
                        .serving(request.endpoint(), acting)
                        .ifPresent(serving -> found.add(new Candidate(way, serving, acting, targets.health(way))));
            }
        }
        if (found.size() > before) {
            return null;
        }
        return known
                ? notHere(model, param)
                : PublicError.of(ErrorKind.UNAVAILABLE, "No upstream is set up for the model '" + model.id() + "'.");
    }

    private static boolean fits(Model model, Endpoint endpoint) {
        String type = model.type();
        return switch (endpoint) {
            case EMBEDDINGS -> type == null || type.equals(EMBEDDING);
            case MODERATIONS, RERANK -> true;
            case CHAT, COMPLETIONS, RESPONSES, MESSAGES, COUNT_TOKENS, IMAGES, SPEECH, TRANSCRIPTIONS ->
                !EMBEDDING.equals(type);
        };
    }

    private static PublicError notHere(Model model, String param) {
        return PublicError.of(
                        ErrorKind.INVALID_REQUEST, "The model '" + model.id() + "' does not support this endpoint.")
                .withParam(param);
    }
}
