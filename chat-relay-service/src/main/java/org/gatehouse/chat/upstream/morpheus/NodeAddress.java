package org.gatehouse.chat.upstream.morpheus;

import io.netty.channel.EventLoop;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.gatehouse.kit.upstream.TargetGroup;
import org.gatehouse.kit.upstream.UpstreamClient;

/**
 * Where a node is and who we are to it. The credentials go to the targets of this address and nowhere else.
 *
 * @param authorization the value of the header
 * @param loop where calls that no client waits for are made
 */
record NodeAddress(String name, UpstreamClient client, TargetGroup targets, String authorization, EventLoop loop) {

    /** HTTP Basic (RFC 7617) from {@code user:password}. */
    static String basic(String userAndPassword) {
        byte[] bytes = userAndPassword.getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(bytes);
    }

    @Override
    public String toString() {
        return "NodeAddress[" + name + "]";
    }
}
