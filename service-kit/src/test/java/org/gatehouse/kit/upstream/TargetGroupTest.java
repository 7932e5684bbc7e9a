package org.gatehouse.kit.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetGroupTest {

    private static HostLookup answering(String... addresses) {
        return host -> {
            var all = new ArrayList<InetAddress>();
            for (var address : addresses) {
                all.add(InetAddress.getByName(address));
            }
            return all;
        };
    }

    private static TargetGroup resolved(String... addresses) {
        var group = new TargetGroup(List.of(URI.create("http://relay:8104")));
        group.refresh(answering(addresses));
        return group;
    }

    private static Set<Target> pickedIn1000(TargetGroup group) {
        var picked = new HashSet<Target>();
        for (int i = 0; i < 1000; i++) {
            picked.add(group.pick(List.of()));
        }
        return picked;
    }

    @Test
    void aNameStandsForAllItsAddresses() {
        var group = resolved("10.0.0.1", "10.0.0.2", "10.0.0.3");

        assertThat(group.targets())
                .hasSize(3)
                .allMatch(target -> target.authority().equals("relay:8104"));
        assertThat(pickedIn1000(group)).hasSize(3);
    }

    @Test
    void aNameThatNoLongerResolvesKeepsItsAddresses() {
        var group = resolved("10.0.0.1", "10.0.0.2");
        group.refresh(host -> {
            throw new UnknownHostException(host);
        });

        assertThat(group.targets()).hasSize(2);
    }

    @Test
    void addressesComeAndGoAndTheOthersKeepTheirCounts() {
        var group = resolved("10.0.0.1", "10.0.0.2");
        var stays = group.targets().get(1);
        stays.begin();
        group.refresh(answering("10.0.0.2", "10.0.0.3"));

        assertThat(group.targets()).hasSize(2).contains(stays);
        assertThat(stays.inFlight()).isEqualTo(1);
    }

    @Test
    void theBusierOfTwoIsNotChosen() {
        var group = resolved("10.0.0.1", "10.0.0.2");
        var busy = group.targets().getFirst();
        busy.begin();

        assertThat(pickedIn1000(group)).doesNotContain(busy);
    }

    @Test
    void theOneThatFailedGoesLast() {
        var group = resolved("10.0.0.1", "10.0.0.2");
        var failed = group.targets().getFirst();
        var good = group.targets().getLast();
        failed.failed();
        good.begin();

        assertThat(pickedIn1000(group)).containsExactly(good);
        assertThat(group.pick(List.of(good))).isEqualTo(failed);
        failed.answered();
        assertThat(pickedIn1000(group)).containsExactly(failed);
    }

    @Test
    void nobodyIsTriedTwice() {
        var group = resolved("10.0.0.1", "10.0.0.2");

        assertThat(group.pick(group.targets())).isNull();
        assertThat(resolved("10.0.0.1").pick(resolved("10.0.0.1").targets())).isNotNull();
        var single = resolved("10.0.0.1");
        assertThat(single.pick(single.targets())).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "relay:8104",
                "ftp://relay",
                "http:///path",
                "http://user:pw@relay",
                "http://relay?a",
                "http://relay#a",
                "/x"
            })
    void refusesAddressesThatAreNone(String address) {
        assertThatThrownBy(() -> new TargetGroup(List.of(URI.create(address))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("pw");
    }

    @Test
    void takesBaseAddressesApart() {
        assertThat(BaseUri.of(URI.create("https://api.example/v1/")))
                .isEqualTo(new BaseUri("api.example", 443, true, "api.example", "/v1"));
        assertThat(BaseUri.of(URI.create("HTTP://[::1]:8080")))
                .isEqualTo(new BaseUri("::1", 8080, false, "[::1]:8080", ""));
    }

    @Test
    void aTargetThatFailsFiveTimesInARowIsPutAsideAndTriedAgainOnlyWhenNoOtherIsLeft() {
        var group = resolved("10.0.0.1", "10.0.0.2");
        var bad = group.targets().getFirst();
        for (int i = 0; i < 4; i++) {
            bad.failedToAnswer();
        }
        bad.answered();
        bad.failedToAnswer();
        assertThat(bad.isAside()).isFalse();
        for (int i = 0; i < 4; i++) {
            bad.failedToAnswer();
        }
        assertThat(bad.isAside()).isTrue();
        assertThat(bad.ejections()).isEqualTo(1);
        assertThat(pickedIn1000(group)).containsExactly(group.targets().getLast());
        group.targets().getLast().setReady(false);
        assertThat(pickedIn1000(group)).hasSize(2);
    }

    @Test
    void aTargetThatIsNotReadyIsLeftAloneUntilItIs() {
        var group = resolved("10.0.0.1", "10.0.0.2");
        group.targets().getFirst().setReady(false);
        assertThat(pickedIn1000(group)).containsExactly(group.targets().getLast());
        group.targets().getFirst().setReady(true);
        assertThat(pickedIn1000(group)).hasSize(2);
    }

    @Test
    void aTargetGetsNoMoreCallsAtOnceThanItMayHave() {
        var group = new TargetGroup(List.of(URI.create("http://relay:8104")), 2);
        group.refresh(answering("10.0.0.1"));
        var only = group.targets().getFirst();
        only.begin();
        assertThat(group.pick(List.of())).isEqualTo(only);
        only.begin();
        assertThat(group.pick(List.of())).isNull();
        only.end();
        assertThat(group.pick(List.of())).isEqualTo(only);
    }

    @Test
    void retriesAreAFifthOfAllCallsAtMost() {
        var budget = new RetryBudget();
        while (budget.take()) {
            // what was saved goes first
        }
        int before = budget.spent();
        for (int i = 0; i < 1000; i++) {
            budget.called();
            budget.take();
        }
        assertThat(budget.spent() - before).isEqualTo(200);
    }
}
