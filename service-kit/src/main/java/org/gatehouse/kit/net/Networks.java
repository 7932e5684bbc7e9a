package org.gatehouse.kit.net;

import java.net.InetAddress;
import java.util.List;
import org.gatehouse.kit.config.SettingException;

/** The networks that a setting lists. */
public final class Networks {

    private final List<Network> networks;

    private Networks(List<Network> networks) {
        this.networks = networks;
    }

    /**
     * @param texts such as {@code 10.0.0.0/8} or {@code 2001:db8::1}; blank ones are passed over
     * @throws SettingException naming the setting, when one is no network
     */
    public static Networks of(String setting, List<String> texts) {
        return new Networks(texts.stream()
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .map(text -> Network.parse(text)
                        .orElseThrow(() -> new SettingException(setting, "must list networks such as 10.0.0.0/8")))
                .toList());
    }

    public boolean isEmpty() {
        return networks.isEmpty();
    }

    public boolean contains(InetAddress address) {
        for (var network : networks) {
            if (network.contains(address)) {
                return true;
            }
        }
        return false;
    }
}
