package org.gatehouse.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import org.gatehouse.gateway.fixture.SettableClock;
import org.gatehouse.kit.token.Authentication;
import org.gatehouse.kit.token.Caller;
import org.gatehouse.kit.token.KeyLimits;
import org.gatehouse.kit.token.Permission;
import org.junit.jupiter.api.Test;

class LimitRequestsTest {

    private static final RouteLimits CHAT = new RouteLimits("chat", OptionalInt.of(10), 0, WithoutStore.SHARE);

    private final SettableClock clock = new SettableClock();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final UUID account = UUID.randomUUID();

    private LimitRequests limits(int address, Map<String, Integer> roles) {
        var config = new LimitsConfig(100, address, 30, roles, 1000, "", Duration.ofMillis(100));
        return new LimitRequests(config, new LocalBuckets(config, clock), new LimitMeters(registry, null));
    }

    private final LimitRequests limits = limits(0, Map.of("admin", 40));

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private Caller.User caller(String role, KeyLimits own) {
        var now = clock.instant();
        return new Caller.User(
                account,
                Set.of(role),
                Set.of(Permission.READ),
                Optional.empty(),
                Optional.of(UUID.randomUUID()),
                Set.of(),
                own,
                Authentication.NONE,
                "id",
                now,
                now.plusSeconds(3600));
    }

    private static KeyLimits own(int perMinute) {
        return new KeyLimits(OptionalInt.of(perMinute), OptionalInt.empty(), Optional.empty());
    }

    /** How many of many requests pass. */
    private static int granted(LimitRequests limits, RouteLimits route, String from, Caller.User... callers) {
        int granted = 0;
        for (int i = 0; i < 1000; i++) {
            var caller = callers.length == 0 ? null : callers[i % callers.length];
            if (limits.admit(route, "a", address(from), caller) instanceof Allowance.Granted) {
                granted++;
            }
        }
        return granted;
    }

    @Test
    void grantsExactlyTheLimitInEachMinute() {
        assertThat(granted(limits, CHAT, "10.0.0.1")).isEqualTo(10);
        clock.advance(Duration.ofSeconds(59));
        assertThat(granted(limits, CHAT, "10.0.0.1")).isZero();
        clock.advance(Duration.ofSeconds(1));
        assertThat(granted(limits, CHAT, "10.0.0.1")).isEqualTo(10);
    }

    @Test
    void tellsWhatIsLeftAndWhenItIsWholeAgain() {
        var first = limits.admit(CHAT, "a", address("10.0.0.1"), null);
        assertThat(first).isEqualTo(new Allowance.Granted(new Standing(10, 9, 60)));
        clock.advance(Duration.ofSeconds(18));
        assertThat(granted(limits, CHAT, "10.0.0.1")).isEqualTo(9);
        assertThat(limits.admit(CHAT, "a", address("10.0.0.1"), null))
                .isEqualTo(new Allowance.Exhausted(new Standing(10, 0, 42)));
        assertThat(registry.counter("gatehouse.edge.limits.refused", "route", "a", "outcome", "exhausted")
                        .count())
                .isPositive();
    }

    @Test
    void countsAllKeysOfAnAccountTogether() {
        assertThat(granted(limits, CHAT, "10.0.0.1", caller("user", KeyLimits.NONE), caller("user", KeyLimits.NONE)))
                .isEqualTo(10);
    }

    @Test
    void countsTheRoutesOfOneGroupTogetherAndOthersApart() {
        assertThat(granted(limits, RouteLimits.DEFAULT, "10.0.0.1")).isEqualTo(100);
        assertThat(granted(limits, RouteLimits.DEFAULT, "10.0.0.1")).isZero();
        assertThat(granted(limits, CHAT, "10.0.0.1")).isEqualTo(10);
    }

    @Test
    void countsAKeyWithALimitOfItsOwnByThatToo() {
        assertThat(granted(limits, CHAT, "10.0.0.1", caller("user", own(3)))).isEqualTo(3);
    }

    @Test
    void givesNoKeyMoreThanTheRouteHasBecauseItAskedForMore() {
        assertThat(granted(limits, CHAT, "10.0.0.1", caller("user", own(20)))).isEqualTo(10);
    }

    @Test
    void givesAKeyWhatAnAdministratorSetAndAllSuchKeysNoMoreThanTheirOwnLimit() {
        var more = new KeyLimits(OptionalInt.of(20), OptionalInt.empty(), Optional.empty(), true);
        assertThat(granted(limits, CHAT, "10.0.0.1", caller("user", more))).isEqualTo(20);
        assertThat(granted(limits, CHAT, "10.0.0.1", caller("user", more), caller("user", more)))
                .isEqualTo(10); // 30 for all keys of the account
    }

    @Test
    void countsWhatNobodyStandsForByItsAddress() {
        var perAddress = limits(12, Map.of());
        for (int i = 0; i < 12; i++) {
            assertThat(perAddress.admitNobody("docs", address("10.0.0.1"))).isInstanceOf(Allowance.Granted.class);
        }
        assertThat(perAddress.admitNobody("health", address("10.0.0.1"))).isInstanceOf(Allowance.Exhausted.class);
        assertThat(perAddress.admitNobody("health", address("10.0.0.2"))).isInstanceOf(Allowance.Granted.class);
    }

    @Test
    void letsNoNumberOfKeysAroundTheAccountsLimit() {
        assertThat(granted(limits, CHAT, "10.0.0.1", caller("user", own(500)), caller("user", own(500))))
                .isEqualTo(10);
    }

    @Test
    void givesARoleMoreThanTheRoutesLimit() {
        assertThat(granted(limits, CHAT, "10.0.0.1", caller("admin", KeyLimits.NONE)))
                .isEqualTo(40);
        assertThat(granted(limits, RouteLimits.DEFAULT, "10.0.0.1", caller("admin", KeyLimits.NONE)))
                .isEqualTo(100);
    }

    @Test
    void limitsARouteInAllAndAnAddressOverAllRoutes() {
        var inAll = new RouteLimits("chat", OptionalInt.of(0), 7, WithoutStore.SHARE);
        assertThat(granted(limits, inAll, "10.0.0.1")).isEqualTo(7);
        assertThat(granted(limits, inAll, "10.0.0.2")).isZero();

        var perAddress = limits(12, Map.of());
        assertThat(granted(perAddress, CHAT, "10.0.0.1")).isEqualTo(10);
        assertThat(granted(perAddress, RouteLimits.DEFAULT, "10.0.0.1")).isEqualTo(2);
        assertThat(granted(perAddress, RouteLimits.DEFAULT, "10.0.0.2")).isEqualTo(12);
    }

    @Test
    void takesANetworkOfIpv6ForOneAddress() {
        assertThat(granted(limits, CHAT, "2001:db8:0:1::1")).isEqualTo(10);
        assertThat(granted(limits, CHAT, "2001:db8:0:1:ffff::2")).isZero();
        assertThat(granted(limits, CHAT, "2001:db8:0:2::1")).isEqualTo(10);
    }

    @Test
    void takesZeroForNoLimit() {
        var none = new RouteLimits("none", OptionalInt.of(0), 0, WithoutStore.SHARE);
        assertThat(limits.admit(none, "a", address("10.0.0.1"), null)).isEqualTo(new Allowance.Unlimited());
    }
}
