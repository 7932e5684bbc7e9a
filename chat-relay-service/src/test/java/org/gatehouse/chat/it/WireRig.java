package org.gatehouse.chat.it;

import java.util.Map;
import org.gatehouse.testing.net.RawResponse;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The relay in front of one {@link WireUpstream} in every dialect: models mock/large, claude and answering. */
final class WireRig implements AfterAllCallback {

    private final WireUpstream wire = WireUpstream.start();
    private final RelayRig relay = RelayRig.start(Map.of(
            "gatehouse.upstreams.mock.base-url", wire.baseUrl(),
            "gatehouse.upstreams.anthropic.base-url", wire.baseUrl(),
            "gatehouse.upstreams.responding.base-url", wire.baseUrl(),
            "gatehouse.upstreams.keyed.base-url", wire.baseUrl(),
            "gatehouse.upstreams.keyed.ends-without-reason", "true"));

    static WireRig start() {
        return new WireRig();
    }

    WireUpstream wire() {
        return wire;
    }

    RelayRig relay() {
        return relay;
    }

    /** Asks in a client's dialect, with a tool that can be called. */
    Told ask(Surface surface, String model, boolean stream, WireUpstream.Said answer) {
        wire.says(answer);
        return again(surface, model, stream);
    }

    /** Asks once more for the same. */
    Told again(Surface surface, String model, boolean stream) {
        String body = new Way(surface, model, "", stream).bodyWithTool("x").replace("weather", "look");
        RawResponse response = relay.post(surface.path(), body);
        return Told.of(surface, response);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        relay.afterAll(context);
        wire.close();
    }
}
