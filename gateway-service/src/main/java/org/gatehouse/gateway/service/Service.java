package org.gatehouse.gateway.service;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Objects;

/** A service behind the edge: its base addresses, and where they tell whether they are ready. */
public record Service(String name, List<URI> urls, List<URI> healthUrls) {

    public Service {
        urls = List.copyOf(urls);
        healthUrls = List.copyOf(healthUrls);
    }

    /** Where one replica tells whether it is ready. */
    public URI healthUrlOf(String authority, InetSocketAddress address) {
        int index = 0;
        while (index < urls.size() && !urls.get(index).getAuthority().equals(authority)) {
            index++;
        }
        if (index == urls.size() || healthUrls.size() != urls.size()) {
            return healthUrls.getFirst();
        }
        var health = healthUrls.get(index);
        boolean sameName = Objects.equals(health.getHost(), urls.get(index).getHost());
        return sameName && address.getAddress() != null ? at(health, address.getAddress()) : health;
    }

    private static URI at(URI url, InetAddress address) {
        var text = address.getHostAddress();
        var host = address instanceof Inet6Address ? "[" + text + "]" : text;
        var port = url.getPort() == -1 ? "" : ":" + url.getPort();
        return URI.create(url.getScheme() + "://" + host + port + url.getRawPath());
    }

    /** Where a path is on each of its addresses. */
    public List<URI> at(String path) {
        return urls.stream().map(url -> url.resolve(path)).toList();
    }
}
