package org.gatehouse.gateway.proxy;

import io.netty.buffer.ByteBufHolder;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import org.gatehouse.gateway.proxy.ExchangeRecord.Outcome;

/** A request that one of the framework's controllers serves: its messages pass, and are watched for the response's end. */
final class LocalExchange implements Exchange {

    private final Client client;
    private final Recording recording;
    private boolean interim;

    LocalExchange(Client client, Recording recording) {
        this.client = client;
        this.recording = recording;
    }

    @Override
    public void receive(HttpContent part) {
        recording.received(part.content().readableBytes());
        client.context().fireChannelRead(part);
    }

    /** Sees what the framework writes, before it is written; true for the response's end. */
    boolean writing(Object message) {
        if (message instanceof HttpResponse head) {
            interim = head.status().codeClass() == HttpStatusClass.INFORMATIONAL;
            if (!interim) {
                recording.status(head.status().code());
                recording.setOverhead(head.headers());
                ResponseHead.stamp(head.headers(), recording.request());
            }
        }
        if (message instanceof ByteBufHolder body) {
            recording.sent(body.content().readableBytes());
        }
        return message instanceof LastHttpContent && !interim;
    }

    void responseWritten() {
        recording.over(Outcome.LOCAL, "");
        client.responseEnded();
    }

    @Override
    public void abandoned(String reason) {
        recording.over(Outcome.CLIENT_GONE, reason);
    }

    @Override
    public Recording recording() {
        return recording;
    }

    @Override
    public boolean outlivesClose() {
        return false;
    }
}
