package org.gatehouse.auth.token;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Value;
import java.net.URI;
import org.gatehouse.kit.config.SettingException;

/** The public address of the suite: the {@code iss} of our tokens and the root of what discovery names. */
@Context
public final class Issuer {

    private final String uri;

    Issuer(@Value("${gatehouse.tokens.issuer}") String uri) {
        var parsed = URI.create(uri);
        if (parsed.getHost() == null || uri.endsWith("/") || !uri.matches("https?://.+")) {
            throw new SettingException("GATEHOUSE_ISSUER", "must be an http or https address without a last slash");
        }
        this.uri = uri;
    }

    public String uri() {
        return uri;
    }

    public String at(String path) {
        return uri + path;
    }
}
