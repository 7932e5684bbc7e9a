package org.gatehouse.kit.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class StepUpTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final StepUp SECOND_FACTOR = new StepUp("2", Duration.ofMinutes(15));

    private static Caller.User caller(@Nullable String acr, @Nullable Instant at, @Nullable UUID key) {
        return new Caller.User(
                UUID.randomUUID(),
                Set.of("admin"),
                Set.of(Permission.ADMIN),
                Optional.empty(),
                Optional.ofNullable(key),
                Set.of(),
                KeyLimits.NONE,
                new Authentication(Optional.ofNullable(acr), Set.of(), Optional.ofNullable(at)),
                "token",
                NOW,
                NOW.plusSeconds(60));
    }

    @Test
    void isMetByTheLevelOrAHigherOneWithinTheAge() {
        assertThat(SECOND_FACTOR.isMetBy(caller("2", NOW.minusSeconds(900), null), NOW))
                .isTrue();
        assertThat(new StepUp("1", Duration.ofMinutes(5)).isMetBy(caller("2", NOW, null), NOW))
                .isTrue();
    }

    @Test
    void isNotMetByALowerAnUnknownOrNoLevel() {
        for (var acr : new @Nullable String[] {"1", "0", "3", "urn:x:2", null}) {
            assertThat(SECOND_FACTOR.isMetBy(caller(acr, NOW, null), NOW))
                    .as(String.valueOf(acr))
                    .isFalse();
        }
    }

    @Test
    void isNotMetByAnOldOrUndatedAuthentication() {
        assertThat(SECOND_FACTOR.isMetBy(caller("2", NOW.minusSeconds(901), null), NOW))
                .isFalse();
        assertThat(SECOND_FACTOR.isMetBy(caller("2", null, null), NOW)).isFalse();
    }

    @Test
    void isNeverMetByAnApiKey() {
        assertThat(SECOND_FACTOR.isMetBy(caller("2", NOW, UUID.randomUUID()), NOW))
                .isFalse();
    }

    @Test
    void tellsTheClientWhatToAskFor() {
        assertThat(SECOND_FACTOR.refusal().headers())
                .containsEntry(
                        "WWW-Authenticate",
                        "Bearer error=\"insufficient_user_authentication\", acr_values=\"2\", max_age=\"900\"");
    }

    @Test
    void knowsNoOtherLevels() {
        assertThatThrownBy(() -> new StepUp("3", Duration.ofMinutes(1))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new StepUp("2", Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
    }
}
