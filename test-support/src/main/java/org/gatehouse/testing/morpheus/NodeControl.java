package org.gatehouse.testing.morpheus;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Gives orders to a {@link MorpheusNode}, in this process or another, and asks what it has seen. */
public final class NodeControl {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI baseUrl;

    public NodeControl(URI baseUrl) {
        this.baseUrl = baseUrl;
    }

    public NodeStats stats() {
        return get("/double/stats");
    }

    /** Forgets all sessions, counts and orders. */
    public void reset() {
        get("/double/reset");
    }

    /** Adds orders; see {@link Behaviour} for the steps. */
    public void behave(String steps) {
        get("/double/behave?steps=" + URLEncoder.encode(steps, StandardCharsets.UTF_8));
    }

    /** Moves the chain's clock. */
    public void advance(long seconds) {
        get("/double/advance?seconds=" + seconds);
    }

    /** Has another gateway with the same wallet open a session for the model. */
    public NodeStats openElsewhere(String model, long seconds) {
        return get("/double/open-elsewhere?model=" + model + "&seconds=" + seconds);
    }

    private NodeStats get(String path) {
        try (InputStream in = baseUrl.resolve(path).toURL().openStream()) {
            return JSON.readValue(in, NodeStats.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
