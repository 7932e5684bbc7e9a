package org.gatehouse.chat.upstream.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import java.util.Map;
import org.gatehouse.chat.request.Upload;
import org.gatehouse.chat.upstream.Answer;
import org.gatehouse.chat.upstream.Generation;
import org.gatehouse.chat.upstream.TimeLimits;
import org.gatehouse.kit.upstream.CallLimits;
import org.gatehouse.kit.upstream.TargetGroup;
import org.gatehouse.kit.upstream.UpstreamClient;
import org.jspecify.annotations.Nullable;

/** An HTTP API that is asked by POST with JSON. Credentials go to its configured address only; redirects are not followed. */
public final class JsonApi {

    private static final String JSON = "application/json";

    private final UpstreamClient client;
    private final TargetGroup targets;
    private final CallLimits limits;

    public JsonApi(UpstreamClient client, TargetGroup targets, TimeLimits limits) {
        this.client = client;
        this.targets = targets;
        // The exchange keeps the finer limits itself; a unary answer's head comes when all of it is ready.
        this.limits = new CallLimits(limits.connect(), limits.total(), limits.total(), limits.total());
    }

    /**
     * One question.
     *
     * @param path below the base address
     * @param sent the body; belongs to the call from here on
     * @param accept what answers may be
     * @param credentials the headers that carry the credential
     * @param secret the credential itself, which no error may show, or null
     */
    public record Question(
            String path,
            Sent sent,
            String accept,
            boolean stream,
            Map<String, String> credentials,
            @Nullable String secret) {

        public Question {
            credentials = Map.copyOf(credentials);
        }

        @Override
        public String toString() {
            return "Question[" + path + "]";
        }
    }

    /**
     * A body, or the beginning of one that comes.
     *
     * @param bytes on the heap
     * @param replaced how many bytes of the client's they stand for
     * @param upload what it is when it is no JSON, and the rest of it; null for JSON
     */
    public record Sent(
            ByteBuf bytes, int replaced, @Nullable Upload upload) {

        boolean goesOn() {
            return upload != null && upload.goesOn();
        }

        String contentType() {
            return upload == null ? JSON : upload.contentType();
        }

        /** Of all of it; negative when nobody knows. */
        long length() {
            if (upload == null || !upload.goesOn()) {
                return bytes.readableBytes();
            }
            return upload.length() < 0 ? -1 : upload.length() - replaced + bytes.readableBytes();
        }
    }

    /** Asks; called on {@code loop}, where every call on {@code answer} comes, none before this returns. */
    public Generation ask(Question question, Bodies bodies, EventLoop loop, Answer answer) {
        var errors = new UpstreamErrors(question.secret());
        var answering = new HttpAnswering(bodies, question.stream(), loop, answer, errors);
        var call = client.open(targets, loop, head(question), limits, answering);
        answering.runs(call);
        Sent sent = question.sent();
        call.write(sent.goesOn() ? new DefaultHttpContent(sent.bytes()) : new DefaultLastHttpContent(sent.bytes()));
        call.flush();
        if (sent.upload() != null && sent.goesOn()) {
            answering.sends(sent.upload());
        }
        return answering;
    }

    private static HttpRequest head(Question question) {
        HttpHeaders headers = DefaultHttpHeadersFactory.headersFactory().newHeaders();
        headers.set(HttpHeaderNames.CONTENT_TYPE, question.sent().contentType())
                .set(HttpHeaderNames.ACCEPT, question.accept())
                .set(HttpHeaderNames.ACCEPT_ENCODING, "identity")
                .set(HttpHeaderNames.USER_AGENT, "gatehouse");
        long length = question.sent().length();
        if (length < 0) {
            headers.set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
        } else {
            headers.set(HttpHeaderNames.CONTENT_LENGTH, length);
        }
        question.credentials().forEach(headers::set);
        return new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, question.path(), headers);
    }
}
