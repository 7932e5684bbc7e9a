package org.gatehouse.chat.completion;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.gatehouse.chat.model.Catalogue;
import org.gatehouse.chat.model.Model;
import org.gatehouse.chat.model.Resolution;
import org.gatehouse.chat.request.ModelRequest;
import org.gatehouse.chat.translate.Translations;
import org.gatehouse.chat.upstream.Upstream;
import org.gatehouse.chat.upstream.Upstreams;
import org.gatehouse.kit.problem.ErrorKind;
import org.gatehouse.kit.problem.PublicError;
import org.jspecify.annotations.Nullable;

/** Finds who may answer: the model asked for, then the caller's own fallbacks; never a model that was not named. */
@Singleton
final class Candidates {

    private final Catalogue catalogue;
    private final Upstreams upstreams;
    private final Translations translations;

    Candidates(Catalogue catalogue, Upstreams upstreams, Translations translations) {
        this.catalogue = catalogue;
        this.upstreams = upstreams;
        this.translations = translations;
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

    Choice of(ModelRequest request, Collection<String> allowed) {
        var found = new ArrayList<Candidate>(1 + request.fallbacks().size());
        PublicError error = add(found, request, request.model(), "model", allowed);
        for (String fallback : request.fallbacks()) {
            error = error == null ? add(found, request, fallback, "models", allowed) : error;
        }
        return error == null ? new Choice.Some(found) : new Choice.None(error);
    }

    private @Nullable PublicError add(
            List<Candidate> found, ModelRequest request, String name, String param, Collection<String> allowed) {
        return switch (catalogue.resolve(name, allowed)) {
            case Resolution.NeverLoaded never ->
                PublicError.of(ErrorKind.UNAVAILABLE, "The list of models is not loaded yet; try again.")
                        .withHeader("Retry-After", "1");
            case Resolution.Unknown unknown ->
                PublicError.of(
                                ErrorKind.MODEL_NOT_FOUND,
                                "The model '" + name + "' does not exist or you do not have access to it.")
                        .withParam(param);
            case Resolution.Found one -> add(found, request, one.model(), param);
        };
    }

    private @Nullable PublicError add(List<Candidate> found, ModelRequest request, Model model, String param) {
        Upstream upstream = upstreams.find(model.upstream()).orElse(null);
        if (upstream == null) {
            return PublicError.of(ErrorKind.UNAVAILABLE, "No upstream is set up for the model '" + model.id() + "'.");
        }
        Optional<Upstream> serving = translations.serving(request.endpoint(), upstream);
        if (serving.isEmpty()) {
            return PublicError.of(
                            ErrorKind.INVALID_REQUEST, "The model '" + model.id() + "' does not support this endpoint.")
                    .withParam(param);
        }
        found.add(new Candidate(model, serving.get()));
        return null;
    }
}
