package org.gatehouse.gateway.policy;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import org.gatehouse.gateway.authn.Authenticate;
import org.gatehouse.gateway.authn.Authenticated;
import org.gatehouse.gateway.proxy.Decision;
import org.gatehouse.gateway.proxy.EdgeRequest;
import org.gatehouse.gateway.proxy.ResponseStamp;
import org.gatehouse.gateway.route.Access;
import org.gatehouse.kit.problem.PublicError;
import org.gatehouse.kit.token.Caller;
import org.gatehouse.kit.token.StepUp;

/** Lets on who may: a valid credential, with the permissions, and as freshly authenticated as the route demands. */
@Singleton
final class Authorise {

    private final Authenticate authenticate;
    private final InstantSource clock;

    Authorise(Authenticate authenticate, InstantSource clock) {
        this.authenticate = authenticate;
        this.clock = clock;
    }

    /** What is asked, and how a refusal is told. */
    record Demand(String route, Access.Requires access, Optional<StepUp> stepUp, ResponseStamp stamp) {

        private Decision refuse(String caller, PublicError error) {
            return new Decision.Refuse(route, caller, error, stamp);
        }
    }

    Instant now() {
        return clock.instant();
    }

    Decision authorise(EdgeRequest request, Demand demand, Function<Authenticated.Accepted, Decision> then) {
        return judge(demand, authenticate.authenticate(request.headers(), request.client()), then);
    }

    private Decision judge(Demand demand, Authenticated outcome, Function<Authenticated.Accepted, Decision> then) {
        return switch (outcome) {
            case Authenticated.Accepted accepted -> {
                var objection = objection(demand, accepted.caller());
                yield objection.isPresent()
                        ? demand.refuse(name(accepted.caller()), objection.get())
                        : then.apply(accepted);
            }
            case Authenticated.Refused() -> demand.refuse(RequestPolicy.NOBODY, Refusals.unauthenticated());
            case Authenticated.Limited(var retryAfter) ->
                demand.refuse(RequestPolicy.NOBODY, Refusals.tooManyFailures(retryAfter));
            case Authenticated.Unavailable() -> demand.refuse(RequestPolicy.NOBODY, Refusals.nobodyCanTell());
            case Authenticated.Later(var stage) ->
                new Decision.Pending(stage.thenApply(later -> judge(demand, later, then)));
        };
    }

    private Optional<PublicError> objection(Demand demand, Caller.User caller) {
        for (var permission : demand.access().permissions()) {
            if (!caller.permissions().contains(permission)) {
                return Optional.of(Refusals.lacks(permission));
            }
        }
        return demand.stepUp()
                .filter(stepUp -> !stepUp.isMetBy(caller, clock.instant()))
                .map(StepUp::refusal);
    }

    /** Ids only: the account, and the key if it came by one. */
    static String name(Caller.User caller) {
        var account = caller.accountId().toString();
        return caller.keyId().map(key -> account + "/" + key).orElse(account);
    }
}
