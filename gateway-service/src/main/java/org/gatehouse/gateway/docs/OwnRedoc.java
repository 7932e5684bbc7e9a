package org.gatehouse.gateway.docs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;

/** ReDoc's script with the picture that it would fetch from its makers' host taken from here. */
final class OwnRedoc {

    private static final String FOREIGN = "https://cdn.redoc.ly/redoc/logo-mini.svg";
    private static final String OWN = "/docs/favicon.png";

    private OwnRedoc() {}

    static byte[] script(URL resource) {
        try (InputStream in = resource.openStream()) {
            var script = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return script.replace(FOREIGN, OWN).getBytes(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + resource, e);
        }
    }
}
