package org.gatehouse.auth.oauth;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.gatehouse.auth.token.TokenSubject;
import org.gatehouse.kit.token.Permission;

/**
 * A request for token exchange (RFC 8693, section 2.1) whose every parameter was understood: what cannot be honoured is
 * refused, never passed over.
 *
 * @param scope what the new token may do at most; empty for what the subject's token may
 */
record ExchangeRequest(SubjectType type, String subjectToken, String audience, Optional<Set<Permission>> scope) {

    private static final String ACCESS_TOKEN = "urn:ietf:params:oauth:token-type:access_token";

    ExchangeRequest {
        scope = scope.map(Set::copyOf);
    }

    /** What is exchanged. */
    enum SubjectType {
        USERS_TOKEN(ACCESS_TOKEN),
        API_KEY("urn:gatehouse:params:oauth:token-type:api-key"),
        FOREIGN_TOKEN("urn:ietf:params:oauth:token-type:jwt");

        private final String uri;

        SubjectType(String uri) {
            this.uri = uri;
        }

        private static Optional<SubjectType> parse(String uri) {
            return Arrays.stream(values()).filter(type -> type.uri.equals(uri)).findFirst();
        }
    }

    /** The request, or what is wrong with it. */
    sealed interface Outcome {
        record Understood(ExchangeRequest request) implements Outcome {}

        record Refused(OAuthError error) implements Outcome {}
    }

    static Outcome read(TokenForm form) {
        var fault = unsupported(form);
        if (fault.isPresent()) {
            return new Outcome.Refused(fault.get());
        }
        var type = form.get("subject_token_type").flatMap(SubjectType::parse);
        var token = form.get("subject_token");
        if (type.isEmpty() || token.isEmpty()) {
            return new Outcome.Refused(
                    OAuthError.invalidRequest("subject_token and a subject_token_type that is offered are required."));
        }
        return understood(form, type.get(), token.get());
    }

    private static Outcome understood(TokenForm form, SubjectType type, String token) {
        var asked = form.get("scope");
        var scope = asked.flatMap(ExchangeRequest::permissions);
        if (asked.isPresent() && scope.isEmpty()) {
            return new Outcome.Refused(OAuthError.invalidScope("The scope names what is no permission."));
        }
        boolean delegates = type == SubjectType.USERS_TOKEN;
        if (scope.isPresent() && !delegates) {
            return new Outcome.Refused(
                    OAuthError.invalidScope("The scope is that of the credential; it cannot be chosen here."));
        }
        var audience = form.get("audience").orElse(delegates ? "" : TokenSubject.USERS_AUDIENCE);
        return audience.equals(TokenSubject.USERS_AUDIENCE) == delegates
                ? new Outcome.Refused(OAuthError.invalidTarget())
                : new Outcome.Understood(new ExchangeRequest(type, token, audience, scope));
    }

    private static Optional<OAuthError> unsupported(TokenForm form) {
        if (form.get("actor_token").isPresent() || form.get("actor_token_type").isPresent()) {
            return Optional.of(OAuthError.invalidRequest(
                    "actor_token is not offered: the client that asks is the one that acts."));
        }
        if (form.get("requested_token_type")
                .filter(type -> !type.equals(ACCESS_TOKEN))
                .isPresent()) {
            return Optional.of(
                    OAuthError.invalidRequest("Of requested_token_type only %s is offered.".formatted(ACCESS_TOKEN)));
        }
        return form.get("resource").isPresent()
                ? Optional.of(OAuthError.invalidTarget("resource is not offered: name the service by its audience."))
                : Optional.empty();
    }

    /** Empty when one of the words is none; words are parted by single spaces (RFC 6749, section 3.3). */
    private static Optional<Set<Permission>> permissions(String scope) {
        var asked = EnumSet.noneOf(Permission.class);
        for (var word : scope.split(" ", -1)) {
            var permission = Permission.parse(word);
            if (permission.isEmpty()) {
                return Optional.empty();
            }
            asked.add(permission.get());
        }
        return Optional.of(asked);
    }
}
