package org.gatehouse.kit.upstream;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpResponseDecoder;

/**
 * Netty's strict response decoder for one request at a time, which besides can say what the client codec cannot: whether
 * bytes came at all, and whether any are left over after a response.
 */
final class ResponseDecoder extends HttpResponseDecoder {

    private static final int MAX_STATUS_LINE = 4096;
    private static final int MAX_HEADERS = 32 * 1024;
    private static final int MAX_PART = 64 * 1024;

    private boolean toHead;
    private boolean received;

    ResponseDecoder() {
        super(new HttpDecoderConfig()
                .setMaxInitialLineLength(MAX_STATUS_LINE)
                .setMaxHeaderSize(MAX_HEADERS)
                .setMaxChunkSize(MAX_PART));
    }

    void expectResponse(boolean toHead) {
        this.toHead = toHead;
        this.received = false;
    }

    /** Whether any byte came since the request. */
    boolean received() {
        return received;
    }

    /** Whether bytes wait that belong to no response that was asked for. */
    boolean hasLeftover() {
        return actualReadableBytes() > 0;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) throws Exception {
        received = true;
        super.channelRead(ctx, msg);
    }

    @Override
    protected boolean isContentAlwaysEmpty(HttpMessage msg) {
        return toHead || super.isContentAlwaysEmpty(msg);
    }
}
