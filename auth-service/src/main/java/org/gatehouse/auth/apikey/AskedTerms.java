package org.gatehouse.auth.apikey;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.gatehouse.kit.problem.PublicError;
import org.gatehouse.kit.token.Caller;
import org.gatehouse.kit.token.Permission;
import org.jspecify.annotations.Nullable;

/** Reads what was asked for and fills in what was not. */
@Singleton
final class AskedTerms {

    private static final NewKeyRequest NOTHING = new NewKeyRequest(null, null, null, null, null);

    private final InstantSource clock;

    AskedTerms(InstantSource clock) {
        this.clock = clock;
    }

    Outcome read(@Nullable NewKeyRequest body, Caller.User caller) {
        var asked = body == null ? NOTHING : body;
        if (asked.expiresAt() != null && past(asked.expiresAt().toInstant())) {
            return new Outcome.Wrong(PublicError.invalid("expires_at", "must be in the future"));
        }
        var models = asked.models() == null
                ? List.<String>of()
                : asked.models().stream().distinct().toList();
        return ModelNames.fault(models).<Outcome>map(Outcome.Wrong::new).orElseGet(() -> fine(asked, models, caller));
    }

    private static Outcome fine(NewKeyRequest asked, List<String> models, Caller.User caller) {
        return new Outcome.Fine(new KeyTerms(
                asked.name() == null ? "API key" : asked.name(),
                asked.permissions() == null ? KeyRights.ordinary(caller) : permissions(asked.permissions()),
                models,
                Optional.ofNullable(asked.expiresAt()).map(OffsetDateTime::toInstant),
                Optional.ofNullable(asked.requestsPerMinute())
                        .map(perMinute ->
                                new RequestLimit(perMinute, caller.permissions().contains(Permission.ADMIN)))));
    }

    static String words(Collection<Permission> permissions) {
        return permissions.stream().sorted().map(Permission::wire).collect(Collectors.joining(", "));
    }

    private boolean past(Instant end) {
        return !end.isAfter(clock.instant());
    }

    private static Set<Permission> permissions(List<String> wire) {
        return wire.stream().flatMap(each -> Permission.parse(each).stream()).collect(Collectors.toUnmodifiableSet());
    }

    sealed interface Outcome {
        record Fine(KeyTerms terms) implements Outcome {}

        record Wrong(PublicError error) implements Outcome {}
    }
}
