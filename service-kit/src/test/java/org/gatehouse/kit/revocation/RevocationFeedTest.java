package org.gatehouse.kit.revocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.util.UUID;
import org.gatehouse.kit.token.SettableClock;
import org.junit.jupiter.api.Test;

class RevocationFeedTest {

    private final SettableClock clock = new SettableClock();
    private final Revocations revocations = new Revocations(clock);
    private final RevocationFeed feed = new RevocationFeed(revocations, clock);
    private final UUID key = UUID.randomUUID();

    private ServerEvent event(String id, String kind) {
        return new ServerEvent(id, "revocation", """
                {"kind":"%s","id":"%s","at":"2026-11-22T10:00:00Z","until":"2026-11-22T11:00:00Z","later":"field"}\
                """.formatted(kind, key));
    }

    @Test
    void appliesARevocationAndMovesItsCursor() throws IOException {
        assertThat(feed.cursor()).isEmpty();
        feed.apply(event("42", "key"));
        assertThat(feed.cursor()).contains("42");
        assertThat(revocations.cover(Callers.withKey(UUID.randomUUID(), key, clock.instant())))
                .isTrue();
    }

    @Test
    void isLiveFromReadyUntilLost() throws IOException {
        feed.apply(event("1", "key"));
        assertThat(feed.isLive()).isFalse();
        feed.apply(new ServerEvent("", "ready", "{}"));
        assertThat(feed.isLive()).isTrue();
        feed.lost();
        assertThat(feed.isLive()).isFalse();
        assertThat(feed.cursor()).contains("1");
    }

    @Test
    void failsOnWhatItCannotReadAndStaysBeforeIt() throws IOException {
        feed.apply(event("1", "key"));
        for (var data : new String[] {"", "null", "[", "{\"kind\":\"key\",\"id\":\"x\"}"}) {
            assertThatIOException().as(data).isThrownBy(() -> feed.apply(new ServerEvent("2", "revocation", data)));
        }
        assertThat(feed.cursor()).contains("1");
    }

    @Test
    void passesOverKindsAndEventsOfTheFuture() throws IOException {
        feed.apply(event("1", "planet"));
        feed.apply(new ServerEvent("2", "weather", "sunny"));
        assertThat(feed.cursor()).contains("2");
        assertThat(revocations.size()).isZero();
    }
}
