package org.gatehouse.auth.keycloak;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.gatehouse.auth.account.Account;
import org.gatehouse.auth.account.AccountId;
import org.gatehouse.auth.account.Email;
import org.gatehouse.auth.account.ForeignAccounts;
import org.gatehouse.auth.account.RegisterAccount;
import org.gatehouse.auth.account.Role;
import org.gatehouse.auth.federation.FederatedAccounts;
import org.gatehouse.auth.federation.FederatedAccounts.FederatedUser;
import org.gatehouse.auth.secret.Secret;
import org.gatehouse.auth.sql.Sql;
import org.gatehouse.kit.problem.FieldError;
import org.gatehouse.kit.token.ForeignTokenVerifier;
import org.jspecify.annotations.Nullable;
import org.keycloak.admin.client.CreatedResponseUtil;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.admin.client.resource.UserResource;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.representations.idm.UserRepresentation;

/** Opens, changes and deletes users of the realm. */
@Singleton
@Requires(beans = KeycloakConfig.class)
final class KeycloakAccounts implements ForeignAccounts {

    private static final Set<String> SECOND_FACTORS = Set.of("otp", "recovery-authn-codes");

    private final Administration administration;
    private final FederatedAccounts accounts;
    private final RealmRoles roles;
    private final Sql sql;
    private final String issuer;

    KeycloakAccounts(
            Administration administration,
            FederatedAccounts accounts,
            RealmRoles roles,
            Sql sql,
            ForeignTokenVerifier verifier) {
        this.administration = administration;
        this.accounts = accounts;
        this.roles = roles;
        this.sql = sql;
        this.issuer = verifier.issuer();
    }

    @Override
    public RegisterAccount.Outcome register(String name, Email email, Secret password, List<Role> given) {
        return administration
                .ask(realm -> register(realm, user(name, email, password), given))
                .orElseThrow();
    }

    private RegisterAccount.Outcome register(RealmResource realm, UserRepresentation user, List<Role> given) {
        try (var answer = realm.users().create(user)) {
            return switch (answer.getStatusInfo().toEnum()) {
                case CREATED -> {
                    var subject = CreatedResponseUtil.getCreatedId(answer);
                    roles.give(realm, subject, given);
                    yield opened(subject, user, given);
                }
                case CONFLICT -> new RegisterAccount.Outcome.Taken();
                case BAD_REQUEST -> refusedByPolicy();
                default ->
                    throw new jakarta.ws.rs.WebApplicationException(
                            Response.status(answer.getStatus()).build());
            };
        }
    }

    private RegisterAccount.Outcome opened(String subject, UserRepresentation user, List<Role> given) {
        var federated = new FederatedUser(issuer, subject, user.getUsername(), name(user), user.getEmail());
        return new RegisterAccount.Outcome.Registered(sql.together(() -> accounts.open(federated, given)));
    }

    /** The realm's own rules come on top of ours. */
    private static RegisterAccount.Outcome refusedByPolicy() {
        return new RegisterAccount.Outcome.Invalid(
                List.of(new FieldError("password", "is refused by the rules of the realm")));
    }

    @Override
    public void change(Account old, Account changed, @Nullable Secret password) {
        subject(old.id())
                .ifPresent(subject -> administration.ask(realm -> {
                    var resource = realm.users().get(subject);
                    var user = resource.toRepresentation();
                    user.setEnabled(changed.active());
                    if (!changed.name().equals(old.name())) {
                        named(user, changed.name());
                    }
                    resource.update(user);
                    if (!changed.roles().equals(old.roles())) {
                        roles.replace(realm, subject, changed.roles());
                    }
                    if (password != null) {
                        resource.resetPassword(credential(password));
                    }
                    return true;
                }));
    }

    @Override
    public void delete(AccountId id) {
        subject(id)
                .ifPresent(subject -> administration.ask(realm -> {
                    realm.users().get(subject).remove();
                    return true;
                }));
    }

    @Override
    public boolean resetSecondFactor(AccountId id) {
        return subject(id)
                .flatMap(subject -> administration.ask(
                        realm -> removeSecondFactors(realm.users().get(subject))))
                .orElse(false);
    }

    private static boolean removeSecondFactors(UserResource user) {
        var factors = user.credentials().stream()
                .filter(credential -> SECOND_FACTORS.contains(credential.getType()))
                .toList();
        factors.forEach(factor -> user.removeCredential(factor.getId()));
        return !factors.isEmpty();
    }

    private Optional<String> subject(AccountId id) {
        return accounts.identityOf(id)
                .filter(identity -> identity.issuer().equals(issuer))
                .map(identity -> identity.subject());
    }

    private static UserRepresentation user(String name, Email email, Secret password) {
        var user = new UserRepresentation();
        user.setUsername(email.value());
        user.setEmail(email.value());
        user.setEnabled(true);
        user.setCredentials(List.of(credential(password)));
        named(user, name);
        return user;
    }

    /** Keycloak has first and last names: the last word is the latter. */
    private static void named(UserRepresentation user, String name) {
        var space = name.lastIndexOf(' ');
        user.setFirstName(space < 0 ? name : name.substring(0, space));
        user.setLastName(space < 0 ? "" : name.substring(space + 1));
    }

    private static String name(UserRepresentation user) {
        return (user.getFirstName() + " " + user.getLastName()).strip();
    }

    private static CredentialRepresentation credential(Secret password) {
        var credential = new CredentialRepresentation();
        credential.setType(CredentialRepresentation.PASSWORD);
        credential.setValue(password.reveal());
        credential.setTemporary(false);
        return credential;
    }
}
