package org.gatehouse.chat.upstream;

import io.netty.buffer.ByteBuf;
import java.util.Collection;

/** Hands all of an answer on; whoever stands in between overrides what is to be different. */
public class ForwardingAnswer implements Answer {

    protected final Answer client;

    protected ForwardingAnswer(Answer client) {
        this.client = client;
    }

    @Override
    public void frame(ByteBuf frame) {
        client.frame(frame);
    }

    @Override
    public void usageFrame(ByteBuf frame) {
        client.usageFrame(frame);
    }

    @Override
    public void usage(Usage usage) {
        client.usage(usage);
    }

    @Override
    public void said(Said more) {
        client.said(more);
    }

    @Override
    public void dropped(Collection<String> names) {
        client.dropped(names);
    }

    @Override
    public void opaque(String contentType) {
        client.opaque(contentType);
    }

    @Override
    public void alive() {
        client.alive();
    }

    @Override
    public boolean wantsUsage() {
        return client.wantsUsage();
    }

    @Override
    public void flush() {
        client.flush();
    }

    @Override
    public boolean mayHold(long bytes) {
        return client.mayHold(bytes);
    }

    @Override
    public void whole(byte[] body) {
        client.whole(body);
    }

    @Override
    public void done() {
        client.done();
    }

    @Override
    public void failed(Failure failure) {
        client.failed(failure);
    }
}
