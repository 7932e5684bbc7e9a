package org.gatehouse.gateway.authn;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import org.gatehouse.gateway.fixture.SettableClock;
import org.junit.jupiter.api.Test;

class FailedAttemptsTest {

    private final SettableClock clock = new SettableClock();
    private final FailedAttempts failures = new FailedAttempts(Configs.authn(3), clock);

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private void fail(String client, int times) {
        for (int i = 0; i < times; i++) {
            failures.record(address(client));
        }
    }

    @Test
    void blockAnAddressThatReachedItsLimit() {
        fail("192.0.2.1", 2);
        assertThat(failures.blocked(address("192.0.2.1"))).isEmpty();
        fail("192.0.2.1", 1);
        assertThat(failures.blocked(address("192.0.2.1"))).contains(Duration.ofSeconds(60));
        assertThat(failures.blocked(address("192.0.2.2"))).isEmpty();
    }

    @Test
    void tellHowLongToWaitAndThenForget() {
        fail("192.0.2.1", 3);
        clock.advance(Duration.ofMillis(58_500));
        assertThat(failures.blocked(address("192.0.2.1"))).contains(Duration.ofSeconds(2));
        clock.advance(Duration.ofMillis(1_500));
        assertThat(failures.blocked(address("192.0.2.1"))).isEmpty();
        fail("192.0.2.1", 1);
        assertThat(failures.blocked(address("192.0.2.1"))).isEmpty();
    }

    @Test
    void takeOneNetworkOfIpv6ForOneAddress() {
        fail("2001:db8:1:2::1", 1);
        fail("2001:db8:1:2:ffff::2", 2);
        assertThat(failures.blocked(address("2001:db8:1:2::3"))).isPresent();
        assertThat(failures.blocked(address("2001:db8:1:3::1"))).isEmpty();
    }
}
