package org.gatehouse.gateway.proxy;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponse;
import org.gatehouse.gateway.proxy.ExchangeRecord.Outcome;
import org.gatehouse.gateway.tunnel.Terms;
import org.gatehouse.gateway.tunnel.Tunnel;
import org.gatehouse.gateway.tunnel.TunnelObserver;
import org.gatehouse.gateway.tunnel.Tunnels;
import org.gatehouse.kit.upstream.SwitchedConnection;

/** Joins a client and an upstream that have agreed on WebSocket: from here on the exchange is the tunnel's to end. */
record OpenTunnel(Client client, Recording recording, Tunnels tunnels) implements TunnelObserver {

    void open(HttpResponse head, ResponseStamp stamp, SwitchedConnection upstream, Terms terms) {
        var tunnel = new Tunnel(terms, this, tunnels);
        client.become(answer(head, stamp), tunnel.client());
        upstream.become(tunnel.upstream());
        tunnel.open();
        if (!client.keepsAlive()) { // the process began to stop while the upstream was asked
            tunnel.stopping();
        }
    }

    private FullHttpResponse answer(HttpResponse head, ResponseStamp stamp) {
        ResponseHead.prepare(head, recording.request());
        stamp.on(head.headers());
        recording.setOverhead(head.headers());
        var answer = new DefaultFullHttpResponse(head.protocolVersion(), head.status(), Unpooled.EMPTY_BUFFER);
        answer.headers()
                .set(head.headers())
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE)
                .set(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET);
        return answer;
    }

    @Override
    public void received(int bytes) {
        recording.received(bytes);
    }

    @Override
    public void sent(int bytes) {
        recording.sent(bytes);
    }

    @Override
    public void over(String reason) {
        recording.over(reason.isEmpty() ? Outcome.COMPLETE : Outcome.TRUNCATED, reason);
    }
}
