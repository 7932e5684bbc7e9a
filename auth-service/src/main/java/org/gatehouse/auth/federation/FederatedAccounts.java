package org.gatehouse.auth.federation;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gatehouse.auth.account.Account;
import org.gatehouse.auth.account.AccountId;
import org.gatehouse.auth.account.Accounts;
import org.gatehouse.auth.account.Role;
import org.gatehouse.auth.audit.Audit;
import org.gatehouse.auth.audit.AuditEvent;
import org.gatehouse.auth.audit.AuditType;
import org.gatehouse.auth.revocation.Revocations;
import org.gatehouse.kit.ambient.IdSource;
import org.gatehouse.kit.token.ForeignToken;

/**
 * The accounts of the realm's users: made on first sight, and known by issuer and subject alone. No address and no name
 * ever leads to an account that exists, least of all to a local one (threat model, row 18).
 */
@Singleton
@Requires(beans = FederationConfig.class)
public final class FederatedAccounts {

    private final FederatedIdentityRepository identities;
    private final Accounts accounts;
    private final Revocations revocations;
    private final Audit audit;
    private final IdSource ids;
    private final InstantSource clock;

    FederatedAccounts(
            FederatedIdentityRepository identities,
            Accounts accounts,
            Revocations revocations,
            Audit audit,
            IdSource ids,
            InstantSource clock) {
        this.identities = identities;
        this.accounts = accounts;
        this.revocations = revocations;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /** The account, its roles and profile as of the token; empty when it is disabled or deleted. In a transaction. */
    Optional<Account> of(ForeignToken token, List<Role> roles) {
        var now = clock.instant();
        if (identities.claim(token.issuer(), token.subject(), token.issuedAt(), now)) {
            return Optional.of(open(token, roles, now));
        }
        return identities
                .hold(token.issuer(), token.subject())
                .filter(identity -> !identity.refuses(token.issuedAt()))
                .flatMap(identity -> accounts.active(identity.account().orElseThrow())
                        .map(old -> current(identity, old, token, roles)));
    }

    /** Who the owner of the account is at the issuer; empty for a local account. */
    public Optional<FederatedIdentity> identityOf(AccountId account) {
        return identities.of(account);
    }

    /** Users of the issuer who could still get in, or have left, in the order of their accounts, behind the given one. */
    public List<Holder> holders(String issuer, Holding holding, AccountId after, int most) {
        return identities.holders(issuer, holding, after, most);
    }

    /** Opens the account of a user that has just been made at the issuer. */
    public Account open(FederatedUser user, List<Role> roles) {
        var now = clock.instant();
        identities.claim(user.issuer(), user.subject(), now, now);
        var id = new AccountId(ids.next());
        var profile = new ForeignProfile(user.username(), user.name(), user.email());
        return store(user.issuer(), user.subject(), profile, new NewAccount(id, roles, now));
    }

    /** Refuses every token of the user that was issued before this second. */
    public void refuseTokensSoFar(AccountId account) {
        identities.refuseUntil(account, clock.instant());
    }

    /** Refuses every token that the user got so far; nothing happens when they were never here. In a transaction. */
    void endSessions(String issuer, String subject) {
        identities.hold(issuer, subject).flatMap(FederatedIdentity::account).ifPresent(account -> {
            refuseTokensSoFar(account);
            audit.record(AuditEvent.of(AuditType.SESSION_ALL_ENDED, account.value()));
            revocations.account(account.value());
        });
    }

    private Account open(ForeignToken token, List<Role> roles, Instant now) {
        var id = new AccountId(ids.next());
        return store(token.issuer(), token.subject(), ForeignProfile.of(token), new NewAccount(id, roles, now));
    }

    private Account store(String issuer, String subject, ForeignProfile profile, NewAccount fresh) {
        var account = new Account(
                fresh.id(),
                profile.shortened(),
                profile.address(fresh.id()),
                fresh.roles(),
                true,
                fresh.createdAt(),
                profile.login());
        accounts.addForeign(account);
        identities.link(issuer, subject, fresh.id());
        audit.record(AuditEvent.of(AuditType.ACCOUNT_CREATED, fresh.id().value())
                .with(Map.of("roles", account.rolesInWords(), "issuer", issuer)));
        return account;
    }

    private Account current(FederatedIdentity identity, Account old, ForeignToken token, List<Role> roles) {
        if (token.issuedAt().isBefore(identity.asOf())) {
            // A role that was lost since must not come back with an older token.
            return old.with(
                    old.name(), roles.stream().filter(old.roles()::contains).toList(), true);
        }
        var fresh = ForeignProfile.of(token).over(old, roles);
        if (!fresh.equals(old)) {
            accounts.replaceForeign(fresh);
        }
        if (!fresh.roles().equals(old.roles())) {
            audit.record(AuditEvent.of(AuditType.ACCOUNT_CHANGED, old.id().value())
                    .with(Map.of("roles", fresh.rolesInWords(), "roles_before", old.rolesInWords())));
        }
        if (token.issuedAt().isAfter(identity.asOf())) {
            identities.tookOver(identity, token.issuedAt());
        }
        if (!fresh.roles().containsAll(old.roles())) {
            revocations.account(old.id().value());
        }
        return fresh;
    }

    /** A user as the issuer has just stored it. */
    public record FederatedUser(String issuer, String subject, String username, String name, String email) {}

    private record NewAccount(AccountId id, List<Role> roles, Instant createdAt) {}
}
