package org.gatehouse.gateway.overload;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

class ConnectionCapTest {

    private final ConnectionCap cap = new ConnectionCap(2, 0);

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Test
    void letsAnAddressHaveNoMoreThanItMay() {
        assertThat(cap.opened(address("10.0.0.1"))).isTrue();
        assertThat(cap.opened(address("10.0.0.1"))).isTrue();
        assertThat(cap.opened(address("10.0.0.1"))).isFalse();
        assertThat(cap.opened(address("10.0.0.2"))).isTrue();
        cap.closed(address("10.0.0.1"));
        assertThat(cap.opened(address("10.0.0.1"))).isTrue();
        assertThat(cap.refused()).isEqualTo(1);
    }

    @Test
    void takesANetworkOfIpv6ForOneAddress() {
        assertThat(cap.opened(address("2001:db8::1"))).isTrue();
        assertThat(cap.opened(address("2001:db8::2"))).isTrue();
        assertThat(cap.opened(address("2001:db8::3"))).isFalse();
        assertThat(cap.opened(address("2001:db8:0:1::3"))).isTrue();
    }

    @Test
    void letsThisMachineHaveAll() {
        for (int i = 0; i < 100; i++) {
            assertThat(cap.opened(address("127.0.0.1"))).isTrue();
        }
    }
}
