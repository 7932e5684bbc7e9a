package org.gatehouse.chat.completion;

import java.util.Collection;
import org.gatehouse.chat.model.Catalogue;
import org.gatehouse.chat.model.Resolution;
import org.gatehouse.chat.request.Routing;
import org.gatehouse.kit.problem.ErrorKind;
import org.gatehouse.kit.problem.PublicError;
import org.jspecify.annotations.Nullable;

/** Keeps a key for some models from having an upstream that is a gateway ask others. */
final class RoutingRights {

    private static final ErrorKind UNSUPPORTED =
            new ErrorKind("invalid-request", 400, "Invalid request", "invalid_request_error", "unsupported_parameter");

    private static final int MOST_SHOWN_CHARS = 256;

    private RoutingRights() {}

    /**
     * Why the request is not passed on, or null.
     *
     * @param allowed the only models of the caller; empty means all, and nothing to check
     */
    static @Nullable PublicError refusal(Routing routing, Collection<String> allowed, Catalogue catalogue) {
        if (allowed.isEmpty()) {
            return null;
        }
        if (!routing.unchecked().isEmpty()) {
            String member = routing.unchecked().getFirst();
            return PublicError.of(
                            UNSUPPORTED,
                            "Unsupported parameter: '" + member
                                    + "' may lead to models that your key is not for; leave it out.")
                    .withParam(member);
        }
        for (Routing.Named one : routing.named()) {
            if (!(catalogue.resolve(one.model(), allowed) instanceof Resolution.Found)) {
                return PublicError.of(
                                ErrorKind.MODEL_NOT_FOUND,
                                "The model '" + shown(one.model())
                                        + "' does not exist or you do not have access to it.")
                        .withParam(one.param());
            }
        }
        return null;
    }

    private static String shown(String model) {
        return model.length() <= MOST_SHOWN_CHARS ? model : model.substring(0, MOST_SHOWN_CHARS) + "…";
    }
}
