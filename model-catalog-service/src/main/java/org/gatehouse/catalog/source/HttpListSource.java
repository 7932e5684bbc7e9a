package org.gatehouse.catalog.source;

import java.net.URI;
import java.util.Optional;

/** A list behind a URL: an upstream's own, or one published for it. */
final class HttpListSource implements ModelSource {

    private final String upstream;
    private final URI location;
    private final Optional<String> authorization;
    private final DocumentClient client;
    private final ListParser parser;

    /** @param authorization the value of the header, which goes to {@code location} and nowhere else */
    HttpListSource(
            String upstream, URI location, Optional<String> authorization, DocumentClient client, ListParser parser) {
        this.upstream = upstream;
        this.location = location;
        this.authorization = authorization;
        this.client = client;
        this.parser = parser;
    }

    @Override
    public String upstream() {
        return upstream;
    }

    @Override
    public String location() {
        return location.toString();
    }

    @Override
    public Reading read(Validators known) {
        return Digests.reading(client.fetch(location, authorization, known.etag()), known, parser);
    }
}
