package org.gatehouse.kit.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.gatehouse.kit.token.SettableClock;
import org.junit.jupiter.api.Test;

class RevocationsTest {

    private final SettableClock clock = new SettableClock();
    private final Revocations revocations = new Revocations(clock);
    private final UUID account = UUID.randomUUID();
    private final UUID other = UUID.randomUUID();
    private final Instant at = clock.instant();

    private boolean revoke(String kind, UUID id) {
        return revocations.add(new Revocation(kind, id, at, at.plusSeconds(3600)));
    }

    @Test
    void coverTheKeyTheSessionOrTheAccountNamed() {
        var byKey = Callers.withKey(account, other, at.minusSeconds(1));
        var bySession = Callers.withSession(account, other, at.minusSeconds(1));
        assertThat(revocations.cover(byKey) || revocations.cover(bySession)).isFalse();
        revoke("key", other);
        assertThat(revocations.cover(byKey)).isTrue();
        assertThat(revocations.coverKeyOf(byKey)).isTrue();
        assertThat(revocations.cover(bySession)).isFalse();
        revoke("session", other);
        assertThat(revocations.cover(bySession)).isTrue();
    }

    @Test
    void coverEveryTokenOfAnAccount() {
        revoke("account", account);
        assertThat(revocations.cover(Callers.withKey(account, other, at))).isTrue();
        assertThat(revocations.cover(Callers.withSession(account, other, at))).isTrue();
        assertThat(revocations.coverKeyOf(Callers.withKey(account, other, at))).isFalse();
        assertThat(revocations.cover(Callers.withKey(other, account, at))).isFalse();
    }

    @Test
    void leaveTokensIssuedLaterAlone() {
        revoke("session", other);
        assertThat(revocations.cover(Callers.withSession(account, other, at))).isTrue();
        assertThat(revocations.cover(Callers.withSession(account, other, at.plusSeconds(1))))
                .isFalse();
    }

    @Test
    void keepTheLaterOfTwoForOneId() {
        revocations.add(new Revocation("key", other, at.plusSeconds(10), at.plusSeconds(3600)));
        revoke("key", other);
        assertThat(revocations.cover(Callers.withKey(account, other, at.plusSeconds(5))))
                .isTrue();
    }

    @Test
    void areForgottenWhenNoTokenTheyConcernIsAlive() {
        revoke("key", other);
        revoke("session", other);
        revocations.prune();
        assertThat(revocations.size()).isEqualTo(2);
        clock.advance(Duration.ofHours(2));
        revocations.prune();
        assertThat(revocations.size()).isZero();
    }

    @Test
    void doNotNoteAKindTheyDoNotKnow() {
        assertThat(revoke("planet", other)).isFalse();
        assertThat(revocations.size()).isZero();
    }
}
