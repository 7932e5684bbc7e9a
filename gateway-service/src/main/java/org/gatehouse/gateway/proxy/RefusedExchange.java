package org.gatehouse.gateway.proxy;

import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import org.gatehouse.gateway.proxy.ExchangeRecord.Outcome;
import org.gatehouse.kit.problem.PublicError;

/** A request that policy refused: it is answered at once, and what comes of its body is thrown away. */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write shows as the channel going inactive
final class RefusedExchange implements Exchange {

    private final Client client;
    private final Recording recording;

    RefusedExchange(Client client, Recording recording) {
        this.client = client;
        this.recording = recording;
    }

    void answer(PublicError error) {
        var response = ErrorResponse.render(error, recording.request());
        recording.status(error.kind().status());
        recording.sent(response.content().readableBytes());
        recording.setOverhead(response.headers());
        if (!client.keepsAlive()) {
            response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
        var context = client.context();
        context.writeAndFlush(response, context.voidPromise());
        recording.over(Outcome.REFUSED, error.kind().slug());
        client.responseEnded();
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
