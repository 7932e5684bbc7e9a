package org.gatehouse.kit.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.gatehouse.kit.token.ForeignTokenVerifier.Verdict;
import org.gatehouse.testing.issuer.HostileToken;
import org.gatehouse.testing.issuer.HostileTokens;
import org.gatehouse.testing.issuer.TestIssuer;
import org.gatehouse.testing.issuer.TestRealm;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** T14–T18 of the threat model against the second issuer: whatever is done to its tokens, they are refused. */
final class HostileRealmTokensTest {

    @RegisterExtension
    static final TestRealm REALM = TestRealm.start();

    @RegisterExtension
    static final TestIssuer OURS = TestIssuer.start();

    private static final ForeignIssuerConfig CONFIG = new ForeignIssuerConfig(REALM.issuer(), "");
    private static final AuthServer HTTP = new AuthServer();
    private static final RealmKeys KEYS = new RealmKeys(CONFIG, HTTP, Clock.systemUTC());
    private static final ForeignTokenVerifier VERIFIER = new ForeignTokenVerifier(CONFIG, KEYS, Clock.systemUTC());

    @BeforeAll
    static void loadKeys() {
        KEYS.keepFresh();
    }

    static Stream<HostileToken> hostileTokens() {
        return HostileTokens.againstRealm(REALM);
    }

    @ParameterizedTest
    @MethodSource("hostileTokens")
    void refuses(HostileToken hostile) {
        assertThat(VERIFIER.verify(hostile.token())).as(hostile.name()).isInstanceOf(Verdict.Refused.class);
    }

    @Test
    void knowsAtLeastTwoHundredOfThemAndFetchesOnceForAll() {
        var tokens = hostileTokens().map(HostileToken::token).distinct().toList();
        tokens.forEach(VERIFIER::verify);

        assertThat(tokens).hasSizeGreaterThan(200);
        assertThat(REALM.keySetFetches()).isBetween(1, 1 + 6);
    }

    /** A control for all the others: the same forge, unbent, is accepted. */
    @Test
    void acceptsTheTokenAllOfThemWereBentFrom() {
        assertThat(VERIFIER.verify(REALM.forge().sign())).isInstanceOf(Verdict.Accepted.class);
    }

    @Test
    void refusesOurOwnTokens() {
        assertThat(VERIFIER.isNamedBy(OURS.forge().sign())).isFalse();
        assertThat(VERIFIER.verify(OURS.forge().sign())).isInstanceOf(Verdict.Refused.class);
    }

    /** T19: only lists of words under the expected names are roles, and a client's are its own. */
    @Nested
    class Roles {

        @Test
        void areReadFromTheRealmAndTheNamedClientAlone() {
            var token = accepted(REALM.user("ada", "user")
                    .claim("resource_access", Map.of("shop", Map.of("roles", List.of("admin"))))
                    .claim("roles", List.of("admin"))
                    .claim("groups", List.of("admin"))
                    .sign());

            assertThat(token.realmRoles()).containsExactly("user");
            assertThat(token.clientRoles("shop")).containsExactly("admin");
            assertThat(token.clientRoles("gatehouse")).isEmpty();
        }

        @Test
        void areNoneWhenTheClaimHasAnotherShape() {
            for (var shape : new Object[] {
                "admin",
                7,
                List.of("admin"),
                Map.of("role", List.of("admin")),
                Map.of("roles", "admin"),
                Map.of("roles", Map.of("admin", true)),
                Map.of("roles", List.of(List.of("admin")))
            }) {
                assertThat(accepted(REALM.forge().claim("realm_access", shape).sign())
                                .realmRoles())
                        .isEmpty();
            }
        }

        private static ForeignToken accepted(String token) {
            return ((Verdict.Accepted) VERIFIER.verify(token)).token();
        }
    }
}
