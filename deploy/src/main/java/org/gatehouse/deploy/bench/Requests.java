package org.gatehouse.deploy.bench;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The requests of a load, all alike but for the API key: the target's keys, one after the other. For one thread. */
final class Requests {
    private final ByteBuf body;
    private final List<String> keys;
    private int next;

    Requests(Target target, Load load) {
        var script = load.script();
        var text = "{\"model\":\"" + BenchUpstream.MODEL + "\"," + script
                + "\"messages\":[{\"role\":\"system\",\"content\":\"You are brief.\"},"
                + "{\"role\":\"user\",\"content\":\"What is a gatehouse for? One sentence, please.\"}]}";
        this.body = Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII);
        this.keys = target.keys();
    }

    FullHttpRequest next() {
        var headers = new DefaultHttpHeaders()
                .set(HttpHeaderNames.HOST, "localhost")
                .set(HttpHeaderNames.CONTENT_TYPE, "application/json")
                .set(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes());
        if (!keys.isEmpty()) {
            headers.set(HttpHeaderNames.AUTHORIZATION, "Bearer " + keys.get(next));
            next = (next + 1) % keys.size();
        }
        return new DefaultFullHttpRequest(
                HttpVersion.HTTP_1_1,
                HttpMethod.POST,
                "/v1/chat/completions",
                body.retainedDuplicate(),
                headers,
                EmptyHttpHeaders.INSTANCE);
    }
}
