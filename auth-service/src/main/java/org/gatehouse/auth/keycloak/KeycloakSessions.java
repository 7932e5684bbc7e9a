package org.gatehouse.auth.keycloak;

import com.nimbusds.jwt.SignedJWT;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.text.ParseException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gatehouse.auth.account.AccountId;
import org.gatehouse.auth.federation.EndForeignSession;
import org.gatehouse.auth.federation.FederatedAccounts;
import org.gatehouse.auth.federation.FederatedIdentity;
import org.gatehouse.auth.federation.ForeignSession;
import org.gatehouse.auth.revocation.Revocations;
import org.gatehouse.auth.secret.Secret;
import org.gatehouse.auth.session.OpenedSession;
import org.gatehouse.auth.session.ProviderSessions;
import org.gatehouse.auth.session.SessionId;
import org.gatehouse.auth.session.TokenPair;
import org.gatehouse.kit.token.ForeignTokenVerifier;
import org.keycloak.representations.idm.UserSessionRepresentation;

/** Sessions in the realm: ended there, and their tokens taken back here within a second. */
@Singleton
@Requires(beans = KeycloakConfig.class)
final class KeycloakSessions implements ProviderSessions {

    private final TokenEndpoint endpoint;
    private final Administration administration;
    private final FederatedAccounts accounts;
    private final EndForeignSession endForeignSession;
    private final Revocations revocations;
    private final String issuer;

    KeycloakSessions(
            TokenEndpoint endpoint,
            Administration administration,
            FederatedAccounts accounts,
            EndForeignSession endForeignSession,
            Revocations revocations,
            ForeignTokenVerifier verifier) {
        this.endpoint = endpoint;
        this.administration = administration;
        this.accounts = accounts;
        this.endForeignSession = endForeignSession;
        this.revocations = revocations;
        this.issuer = verifier.issuer();
    }

    /** Ours hold no dot, Keycloak's are signed. */
    @Override
    public boolean issued(Secret refreshToken) {
        return refreshToken.reveal().indexOf('.') >= 0;
    }

    @Override
    public Optional<TokenPair> refresh(Secret refreshToken) {
        var form = Map.of("grant_type", "refresh_token", "refresh_token", refreshToken.reveal());
        try {
            return switch (endpoint.token(form)) {
                case TokenEndpoint.Answer.Tokens(var tokens) -> Optional.of(tokens.pair());
                case TokenEndpoint.Answer.Refused _ -> Optional.empty();
            };
        } catch (IOException e) {
            throw new KeycloakUnavailableException("no refresh", e);
        }
    }

    @Override
    public void logOut(Secret refreshToken) {
        try {
            if (endpoint.logout(refreshToken.reveal())) {
                session(refreshToken).ifPresent(this::endHere);
            }
        } catch (IOException e) {
            throw new KeycloakUnavailableException("no logout", e);
        }
    }

    @Override
    public List<OpenedSession> open(AccountId owner) {
        return sessions(owner).stream().map(this::opened).toList();
    }

    @Override
    public boolean end(AccountId owner, SessionId id) {
        var session = sessions(owner).stream()
                .map(UserSessionRepresentation::getId)
                .filter(each -> ForeignSession.id(issuer, each).equals(id.value()))
                .findFirst();
        session.ifPresent(each -> {
            administration.ask(realm -> {
                realm.deleteSession(each, false);
                return true;
            });
            endHere(each);
        });
        return session.isPresent();
    }

    @Override
    public void endAll(AccountId owner) {
        identity(owner).ifPresent(identity -> {
            var open = sessions(owner);
            administration.ask(realm -> {
                realm.users().get(identity.subject()).logout();
                return true;
            });
            accounts.refuseTokensSoFar(owner);
            endForeignSession.end(
                    issuer, open.stream().map(UserSessionRepresentation::getId).toList());
            revocations.account(owner.value());
        });
    }

    private List<UserSessionRepresentation> sessions(AccountId owner) {
        return identity(owner)
                .flatMap(identity -> administration.ask(
                        realm -> realm.users().get(identity.subject()).getUserSessions()))
                .orElseGet(List::of);
    }

    private Optional<FederatedIdentity> identity(AccountId owner) {
        return accounts.identityOf(owner).filter(identity -> identity.issuer().equals(issuer));
    }

    private OpenedSession opened(UserSessionRepresentation session) {
        return new OpenedSession(
                new SessionId(ForeignSession.id(issuer, session.getId())),
                Optional.empty(),
                Instant.ofEpochMilli(session.getStart()),
                Instant.ofEpochMilli(session.getLastAccess()),
                Optional.empty());
    }

    private void endHere(String session) {
        endForeignSession.end(issuer, List.of(session));
    }

    /** Read from a token that Keycloak has just accepted, so its signature need not be looked at. */
    private static Optional<String> session(Secret refreshToken) {
        try {
            return Optional.ofNullable(
                    SignedJWT.parse(refreshToken.reveal()).getJWTClaimsSet().getStringClaim("sid"));
        } catch (ParseException e) {
            return Optional.empty();
        }
    }
}
