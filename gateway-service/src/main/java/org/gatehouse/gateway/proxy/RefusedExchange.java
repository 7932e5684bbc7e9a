package org.gatehouse.gateway.proxy;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import org.gatehouse.gateway.proxy.ExchangeRecord.Outcome;
import org.gatehouse.kit.problem.PublicError;

/** A request that is answered at once, mostly because policy refused it; what comes of its body is thrown away. */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write shows as the channel going inactive
final class RefusedExchange implements Exchange {

    private final Client client;
    private final Recording recording;

    RefusedExchange(Client client, Recording recording) {
        this.client = client;
        this.recording = recording;
    }

    void answer(PublicError error, ResponseStamp stamp) {
        var response = ErrorResponse.render(error, recording.request());
        send(response, stamp);
        recording.over(Outcome.REFUSED, error.kind().slug());
        client.responseEnded();
    }

    void answerNothing(ResponseStamp stamp) {
        var response =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.NO_CONTENT, Unpooled.EMPTY_BUFFER);
        ResponseHead.stamp(response.headers(), recording.request());
        send(response, stamp);
        recording.over(Outcome.LOCAL, "");
        client.responseEnded();
    }

    private void send(FullHttpResponse response, ResponseStamp stamp) {
        stamp.on(response.headers());
        recording.status(response.status().code());
        recording.sent(response.content().readableBytes());
        recording.setOverhead(response.headers());
        if (!client.keepsAlive()) {
            response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
        var context = client.context();
        context.writeAndFlush(response, context.voidPromise());
    }

    @Override
    public void receive(HttpContent part) {
        part.release();
    }

    @Override
    public void abandoned(String reason) {
        // answered already
    }

    @Override
    public Recording recording() {
        return recording;
    }

    @Override
    public boolean outlivesClose() {
        return true;
    }
}
