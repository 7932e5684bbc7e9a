package org.gatehouse.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.gatehouse.kit.config.SettingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedProxiesTest {

    private final TrustedProxies proxies =
            new TrustedProxies(List.of("10.0.0.0/8", " 192.0.2.7", "2001:db8:1::/48", "172.16.0.0/12"));

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "10.1.2.3, true",
        "11.0.0.0, false",
        "9.255.255.255, false",
        "192.0.2.7, true",
        "192.0.2.8, false",
        "172.31.255.255, true",
        "172.32.0.0, false",
        "2001:db8:1:ffff::1, true",
        "2001:db8:2::1, false",
        "127.0.0.1, false"
    })
    void knowsItsNetworksExactly(String address, boolean trusted) {
        assertThat(proxies.contains(address(address))).isEqualTo(trusted);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "10.0.0.1 | 203.0.113.9 | 203.0.113.9",
                "10.0.0.1 | 1.2.3.4, 203.0.113.9 | 203.0.113.9",
                "10.0.0.1 | 1.2.3.4, 203.0.113.9, 10.9.9.9 | 203.0.113.9",
                "10.0.0.1 | 10.1.1.1, 10.9.9.9 | 10.1.1.1",
                "10.0.0.1 | 2001:db8::7 | 2001:db8:0:0:0:0:0:7",
                "10.0.0.1 | rubbish | 10.0.0.1",
                "10.0.0.1 | 203.0.113.9, rubbish | 10.0.0.1",
                "10.0.0.1 | 203.0.113.9, | 10.0.0.1",
                "10.0.0.1 | 203.0.113.9:8080 | 10.0.0.1",
                "10.0.0.1 | unknown | 10.0.0.1",
                "10.0.0.1 | 0x7f.1 | 10.0.0.1"
            })
    void believesAListFromItsEndForAsLongAsProxiesWroteIt(String peer, String list, String client) {
        assertThat(proxies.client(address(peer), List.of(list)).getHostAddress())
                .isEqualTo(client);
    }

    @Test
    void joinsSeveralLines() {
        assertThat(proxies.client(address("10.0.0.1"), List.of("1.2.3.4", "203.0.113.9, 10.2.2.2"))
                        .getHostAddress())
                .isEqualTo("203.0.113.9");
        assertThat(proxies.client(address("10.0.0.1"), List.of())).isEqualTo(address("10.0.0.1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/33", "10.0.0.0/-1", "10.0.0", "example.com", "10.0.0.0/x", "*", "2001:db8::/129"})
    void refusesWhatIsNoNetwork(String text) {
        assertThatThrownBy(() -> new TrustedProxies(List.of(text)))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("GATEHOUSE_TRUSTED_PROXIES");
    }
}
