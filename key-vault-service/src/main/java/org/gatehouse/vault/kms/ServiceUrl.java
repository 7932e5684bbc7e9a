package org.gatehouse.vault.kms;

import java.net.URI;
import java.util.Set;
import org.gatehouse.kit.config.HttpAddresses;
import org.gatehouse.kit.config.SettingException;

/** The address of a key service: data keys travel in the clear inside TLS, so plain HTTP is for this machine only. */
final class ServiceUrl {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private ServiceUrl() {}

    static URI require(String setting, String text) {
        URI uri = HttpAddresses.one(setting, text);
        if (!uri.getScheme().equals("https") && !LOOPBACK.contains(uri.getHost())) {
            throw new SettingException(setting, "must be https, except on this machine: data keys travel there");
        }
        return uri;
    }
}
