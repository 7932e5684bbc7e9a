package org.gatehouse.gateway.service;

import java.net.URI;
import java.util.List;

/** A service behind the edge: its base addresses, and where it tells whether it is ready. */
public record Service(String name, List<URI> urls, URI healthUrl) {

    public Service {
        urls = List.copyOf(urls);
    }

    /** Where a path is on each of its addresses. */
    public List<URI> at(String path) {
        return urls.stream().map(url -> url.resolve(path)).toList();
    }
}
