package org.gatehouse.kit.upstream;

import io.micronaut.core.type.Argument;
import io.micronaut.core.type.MutableHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.body.ByteBodyFactory;
import io.micronaut.http.body.CloseableByteBody;
import io.micronaut.http.body.ResponseBodyWriter;
import io.micronaut.http.netty.body.NettyByteBodyFactory;
import jakarta.inject.Singleton;
import java.io.OutputStream;

/** Writes a {@link StreamedBody} by the framework's own streaming body, below its codecs. */
@Singleton
final class StreamedBodyWriter implements ResponseBodyWriter<StreamedBody> {

    @Override
    public CloseableByteBody writePiece(
            ByteBodyFactory factory,
            HttpRequest<?> request,
            HttpResponse<?> response,
            Argument<StreamedBody> type,
            MediaType mediaType,
            StreamedBody body) {
        if (factory instanceof NettyByteBodyFactory netty) {
            return netty.adaptNetty(body.content());
        }
        throw new IllegalStateException("a streamed body needs the Netty server");
    }

    @Override
    public void writeTo(
            Argument<StreamedBody> type,
            MediaType mediaType,
            StreamedBody body,
            MutableHeaders headers,
            OutputStream out) {
        throw new UnsupportedOperationException("a streamed body needs the Netty server");
    }
}
