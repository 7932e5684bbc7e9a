package org.gatehouse.kit.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {

    private static boolean contains(String network, String address) {
        return Network.parse(network).orElseThrow().contains(InetAddress.ofLiteral(address));
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8,     10.255.0.1,      11.0.0.1",
        "10.1.128.0/17,  10.1.200.3,      10.1.127.255",
        "192.0.2.7,      192.0.2.7,       192.0.2.6",
        "192.0.2.6/31,   192.0.2.7,       192.0.2.8",
        "200.0.0.0/1,    128.0.0.1,       127.0.0.1",
        "2001:db8::/33,  2001:db8:7fff::, 2001:db8:8000::",
        "2001:db8::1,    2001:db8::1,     2001:db8::2",
        "0.0.0.0/0,      198.51.100.1,    ::1",
        "::/0,           2001:db8::9,     198.51.100.1"
    })
    void holdsWhatBeginsAlikeAndNothingElse(String network, String inside, String outside) {
        assertThat(contains(network, inside)).isTrue();
        assertThat(contains(network, outside)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost",
                "10",
                "10.0.0",
                "10.0.0.256",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "10.0.0.0/",
                "10.0.0.0/8/8",
                "2001:db8::/129",
                " 10.0.0.0/8",
                "10.0.0.0/+8",
                "example.org/8"
            })
    void isNothingElse(String text) {
        assertThat(Network.parse(text)).isEmpty();
    }

    @Test
    void doesNotTakeAnIpv4AddressForTheIpv6OneThatMapsIt() {
        assertThat(contains("::ffff:10.0.0.0/104", "10.0.0.1")).isFalse();
    }
}
