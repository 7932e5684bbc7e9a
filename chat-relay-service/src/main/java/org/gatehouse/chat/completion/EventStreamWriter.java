package org.gatehouse.chat.completion;

import io.micronaut.core.type.Argument;
import io.micronaut.core.type.MutableHeaders;
import io.micronaut.http.ByteBodyHttpResponse;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.body.ByteBodyFactory;
import io.micronaut.http.body.CloseableByteBody;
import io.micronaut.http.body.ResponseBodyWriter;
import jakarta.inject.Singleton;
import java.io.OutputStream;

/** Hands an {@link EventStream}, of whatever type its bytes are, to the server as it is: no publisher, no encoder in between. */
@Singleton
@Produces(MediaType.TEXT_EVENT_STREAM)
final class EventStreamWriter implements ResponseBodyWriter<EventStream> {

    /** The framework looks for a writer by the type of an event stream, which not all of them are. */
    @Override
    public ByteBodyHttpResponse<?> write(
            ByteBodyFactory bodies,
            HttpRequest<?> request,
            MutableHttpResponse<EventStream> response,
            Argument<EventStream> type,
            MediaType mediaType,
            EventStream stream) {
        response.getHeaders().set(HttpHeaders.CONTENT_TYPE, stream.type());
        return ResponseBodyWriter.super.write(bodies, request, response, type, mediaType, stream);
    }

    @Override
    public CloseableByteBody writePiece(
            ByteBodyFactory bodies,
            HttpRequest<?> request,
            HttpResponse<?> response,
            Argument<EventStream> type,
            MediaType mediaType,
            EventStream stream) {
        return new FrameworkOutlet(stream).open(bodies);
    }

    @Override
    public void writeTo(
            Argument<EventStream> type,
            MediaType mediaType,
            EventStream stream,
            MutableHeaders headers,
            OutputStream out) {
        throw new UnsupportedOperationException("an event stream is not written as a whole");
    }
}
