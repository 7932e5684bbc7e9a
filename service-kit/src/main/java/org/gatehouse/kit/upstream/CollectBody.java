package org.gatehouse.kit.upstream;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.io.ByteArrayOutputStream;
import java.util.concurrent.CompletableFuture;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/** Gathers a body of bounded length. */
final class CollectBody implements Subscriber<ByteBuf> {

    private final CompletableFuture<byte[]> whole = new CompletableFuture<>();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final int maxBytes;

    private CollectBody(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    static CompletableFuture<byte[]> from(Publisher<ByteBuf> body, int maxBytes) {
        var collector = new CollectBody(maxBytes);
        body.subscribe(collector);
        return collector.whole;
    }

    @Override
    public void onSubscribe(Subscription given) {
        var _ = whole.whenComplete((done, failure) -> {
            if (failure != null) {
                given.cancel();
            }
        });
        given.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(ByteBuf part) {
        int length = part.readableBytes();
        if (bytes.size() + length > maxBytes) {
            whole.completeExceptionally(new BodyTooLargeException(maxBytes));
        } else {
            bytes.writeBytes(ByteBufUtil.getBytes(part, part.readerIndex(), length, false));
        }
        part.release();
    }

    @Override
    public void onError(Throwable failure) {
        whole.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        whole.complete(bytes.toByteArray());
    }
}
