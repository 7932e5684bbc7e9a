package org.gatehouse.kit.token;

import io.micronaut.http.BasicHttpAttributes;
import io.micronaut.http.HttpRequest;
import io.micronaut.security.authentication.Authentication;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Carries a {@link Caller} through the framework; internal paths are for services, all others for users. */
final class CallerAuthentication {

    /** The role that opens internal endpoints; no token of a user ever yields it. */
    static final String SERVICE_ROLE = "service";

    private static final String CALLER = "caller";

    private CallerAuthentication() {}

    static Optional<Authentication> on(HttpRequest<?> request, Caller caller) {
        var internal = isInternal(request.getPath())
                || BasicHttpAttributes.getUriTemplate(request)
                        .filter(CallerAuthentication::isInternal)
                        .isPresent();
        return switch (caller) {
            case Caller.User user
            when !internal -> Optional.of(authentication(user.accountId().toString(), permissions(user), user));
            case Caller.Service service
            when internal -> Optional.of(authentication(service.clientId(), List.of(SERVICE_ROLE), service));
            default -> Optional.empty();
        };
    }

    private static boolean isInternal(String path) {
        return path.startsWith("/internal/");
    }

    static Optional<Caller> callerOf(HttpRequest<?> request) {
        return request.getUserPrincipal(Authentication.class)
                .map(authentication -> (Caller) authentication.getAttributes().get(CALLER));
    }

    private static Authentication authentication(String name, List<String> roles, Caller caller) {
        return Authentication.build(name, roles, Map.of(CALLER, caller));
    }

    private static List<String> permissions(Caller caller) {
        return caller.permissions().stream().map(Permission::wire).toList();
    }
}
