package org.gatehouse.auth.keycloak;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Requires;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.gatehouse.auth.account.AccountId;
import org.gatehouse.auth.federation.FederatedAccounts;
import org.gatehouse.auth.federation.Holder;
import org.gatehouse.auth.federation.Holding;
import org.gatehouse.auth.federation.LeavingUser;
import org.gatehouse.auth.federation.LeavingUser.Reason;
import org.gatehouse.kit.token.ForeignTokenVerifier;
import org.keycloak.representations.idm.UserRepresentation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks Keycloak about everybody who holds a key or a token, in the background. Who is disabled or gone there is disabled
 * here, and enabled with the user there. While Keycloak cannot be asked nothing changes.
 */
@Singleton
@Requires(beans = KeycloakConfig.class)
final class FollowUsers {

    private static final Logger LOG = LoggerFactory.getLogger(FollowUsers.class);

    /** Their ids go into one query string, which Keycloak takes up to 4096 bytes long. */
    private static final int PAGE = 50;

    /** Longer than the pause between two looks and the delay with which uses of keys are written down. */
    private static final Duration OF_LATE = Duration.ofSeconds(15);

    private static final AccountId BEFORE_ALL = new AccountId(new UUID(0, 0));

    private final Administration administration;
    private final FederatedAccounts accounts;
    private final LeavingUser leaving;
    private final InstantSource clock;
    private final String issuer;
    private final Counter done;
    private final Counter failed;
    private volatile boolean away;

    FollowUsers(
            Administration administration,
            FederatedAccounts accounts,
            LeavingUser leaving,
            InstantSource clock,
            ForeignTokenVerifier verifier,
            MeterRegistry registry) {
        this.administration = administration;
        this.accounts = accounts;
        this.leaving = leaving;
        this.clock = clock;
        this.issuer = verifier.issuer();
        this.done = looks(registry, "done");
        this.failed = looks(registry, "failed");
    }

    private static Counter looks(MeterRegistry registry, String outcome) {
        return Counter.builder("gatehouse.keycloak.looks")
                .tag("outcome", outcome)
                .description("Rounds of questions to Keycloak about who has left; failed while it cannot be asked")
                .register(registry);
    }

    @Scheduled(fixedDelay = "${gatehouse.keycloak.look-for-leavers:30s}", initialDelay = "5s")
    void lookAtAll() {
        look(Holding.anything(clock.instant()));
    }

    /** Whoever exchanges a key need not wait for the turn of all. */
    @Scheduled(fixedDelay = "5s", initialDelay = "5s")
    void lookAtKeysOfLate() {
        look(Holding.keysUsedWithin(OF_LATE, clock.instant()));
    }

    private void look(Holding holding) {
        try {
            var page = accounts.holders(issuer, holding, BEFORE_ALL, PAGE);
            while (!page.isEmpty()) {
                look(page);
                page = accounts.holders(issuer, holding, page.getLast().account(), PAGE);
            }
            done.increment();
        } catch (KeycloakUnavailableException e) {
            if (!away) {
                LOG.warn("Keycloak cannot be asked who has left; until it can be, nobody is disabled for that", e);
            }
            away = true;
            failed.increment();
        }
    }

    private void look(List<Holder> holders) {
        var ids = holders.stream().map(Holder::subject).collect(Collectors.joining(" ", "id:", ""));
        var known = administration
                .ask(realm -> realm.users().search(ids, 0, PAGE, true))
                .orElseThrow(() -> new KeycloakUnavailableException("no administration there", null));
        away = false;
        var enabled = known.stream()
                .filter(UserRepresentation::isEnabled)
                .map(UserRepresentation::getId)
                .collect(Collectors.toSet());
        for (var holder : holders) {
            boolean in = enabled.contains(holder.subject());
            if (holder.left() && in) {
                leaving.enable(holder.account());
            } else if (!holder.left() && !in) {
                askAlone(holder);
            }
        }
    }

    /** Nobody is disabled on the word of a list, from which an old Keycloak or one that hides users may leave somebody out. */
    private void askAlone(Holder holder) {
        var account = holder.account();
        administration
                .ask(realm -> realm.users().get(holder.subject()).toRepresentation())
                .ifPresentOrElse(
                        user -> {
                            if (!user.isEnabled()) {
                                leaving.disable(account, Reason.DISABLED_AT_KEYCLOAK);
                            }
                        },
                        () -> leaving.disable(account, Reason.GONE_AT_KEYCLOAK));
    }
}
