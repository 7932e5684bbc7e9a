package org.gatehouse.auth.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.gatehouse.auth.password.Passwords.Check;
import org.gatehouse.auth.secret.RandomSource;
import org.gatehouse.auth.secret.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordsTest {

    private final Passwords passwords = new Passwords(new RandomSource(new SecureRandom()), new PasswordConfig(2, 50));

    @Test
    void storesTheParametersThatWereChosen() {
        var hash = passwords.hash(Secret.of("a password")).orElseThrow();

        assertThat(hash.text()).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        assertThat(hash.toString()).isEqualTo("***");
    }

    @Test
    void tellsRightFromWrong() {
        var hash = passwords.hash(Secret.of("a password")).orElseThrow();

        assertThat(passwords.check(Secret.of("a password"), hash)).isEqualTo(new Check.Right(Optional.empty()));
        assertThat(passwords.check(Secret.of("another one"), hash)).isEqualTo(new Check.Wrong());
        assertThat(passwords.check(Secret.of("a password"), null)).isEqualTo(new Check.Wrong());
    }

    @Test
    void takesBothSpellingsOfAnAccent() {
        var hash = passwords.hash(Secret.of("caf\u00e9 au lait")).orElseThrow();

        assertThat(passwords.check(Secret.of("cafe\u0301 au lait"), hash)).isInstanceOf(Check.Right.class);
    }

    @Test
    void renewsAHashMadeWithOtherParameters() {
        var old = new PasswordHash(OldHashes.of("a password"));

        assertThat(passwords.check(Secret.of("a password"), old))
                .isInstanceOfSatisfying(
                        Check.Right.class,
                        right ->
                                assertThat(right.renewed().orElseThrow().cost()).isEqualTo(HashingCost.CURRENT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "$argon2i$v=19$m=8,t=1,p=1$a$b", "$2a$10$x", "plain"})
    void refusesWhatIsNoHashOfOurs(String text) {
        assertThatThrownBy(() -> new PasswordHash(text)).isInstanceOf(IllegalArgumentException.class);
    }

    /** T10 of the threat model. */
    @Test
    void turnsAwayWhoeverFindsTheQueueFull() throws InterruptedException {
        try (var gate = new HashingGate(1, 1)) {
            var running = new CountDownLatch(1);
            var release = new CountDownLatch(1);
            var first = Thread.ofVirtual()
                    .start(() -> gate.pass(() -> {
                        running.countDown();
                        release.await();
                        return true;
                    }));
            running.await();
            var second = Thread.ofVirtual().start(() -> gate.pass(() -> true));
            while (second.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }

            assertThat(gate.pass(() -> true)).isEmpty();

            release.countDown();
            first.join();
            second.join();
            assertThat(gate.pass(() -> true)).contains(true);
        }
    }
}
