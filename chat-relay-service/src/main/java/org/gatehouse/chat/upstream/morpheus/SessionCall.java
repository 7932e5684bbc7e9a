package org.gatehouse.chat.upstream.morpheus;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.gatehouse.chat.request.ModelRequest;
import org.gatehouse.chat.upstream.Failure;
import org.gatehouse.chat.upstream.openai.OpenAiDialect;
import org.gatehouse.kit.upstream.UpstreamCall;
import org.gatehouse.kit.upstream.UpstreamFailure;
import org.gatehouse.kit.upstream.UpstreamListener;
import org.jspecify.annotations.Nullable;

/**
 * One request on one session: cleans the answer of what is the node's own, has it read, and tells when the node has done with
 * the session.
 */
final class SessionCall implements UpstreamListener {

    private static final int MAX_BODY_BYTES = 32 * 1024 * 1024;
    /** How long the end of the response may take after the end of the answer. */
    private static final long LINGER_MILLIS = 1_000;

    private final SessionAnswer answer;
    private final EventLoop loop;
    private final boolean stream;
    private final OpenAiDialect.Reading reading;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private @Nullable UpstreamCall call;
    private @Nullable HttpResponse head;
    private @Nullable StreamFilter filter;

    SessionCall(ModelRequest request, EventLoop loop, SessionAnswer answer) {
        this.answer = answer;
        this.loop = loop;
        this.stream = request.options().stream();
        this.reading = OpenAiDialect.read(request, loop, answer, null);
    }

    void runs(UpstreamCall running) {
        call = running;
        reading.runs().accept(running);
    }

    @Override
    public void onHead(HttpResponse response) {
        head = response;
        String type = response.headers().get(HttpHeaderNames.CONTENT_TYPE, "").toLowerCase(Locale.ROOT);
        if (response.status().code() == 200 && stream && type.startsWith("text/event-stream")) {
            filter = new StreamFilter(reading.listener()::onContent, answer::counted);
            reading.listener().onHead(response);
        }
    }

    @Override
    public void onContent(ByteBuf owned) {
        StreamFilter cleaning = filter;
        if (answer.over()) {
            owned.release();
        } else if (cleaning != null) {
            broken(cleaning.add(owned));
        } else {
            collect(owned);
        }
    }

    private void collect(ByteBuf owned) {
        try {
            if (body.size() + owned.readableBytes() > MAX_BODY_BYTES) {
                fail(SessionOutcome.of(Failure.broken("answer longer than " + MAX_BODY_BYTES + " bytes")));
                return;
            }
            owned.readBytes(body, owned.readableBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            owned.release();
        }
    }

    @Override
    public void onReadComplete() {
        if (filter != null && !answer.over()) {
            reading.listener().onReadComplete();
        }
        if (answer.complete()) {
            // The answer said its end; the session is free when the response has ended, too.
            var _ = loop.schedule(() -> answer.free(Fate.UNFINISHED), LINGER_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void onEnd() {
        call = null;
        StreamFilter cleaning = filter;
        if (answer.complete()) {
            answer.free(Fate.WELL);
            reading.listener().onEnd();
        } else if (answer.over()) {
            answer.free(Fate.WELL);
        } else if (cleaning == null) {
            judge();
        } else if (!broken(cleaning.end())) {
            answer.responseEnded();
            reading.listener().onEnd();
        }
    }

    private void judge() {
        HttpResponse response = head;
        int status = response == null ? 0 : response.status().code();
        answer.responseEnded();
        if (response == null || status != 200) {
            var headers = response == null ? EmptyHttpHeaders.INSTANCE : response.headers();
            fail(ErrorAnswer.read(body.toByteArray()).outcome(status, headers));
        } else if (body.size() == 0) {
            // What older nodes make of a provider that is gone.
            fail(SessionOutcome.of(Failure.broken("an empty answer")));
        } else {
            whole(response);
        }
    }

    private void whole(HttpResponse response) {
        try {
            NodeMembers members = WholeFilter.read(body.toByteArray());
            if (members.usage() != null) {
                answer.counted(members.usage());
            }
            reading.listener().onHead(response);
            reading.listener().onContent(Unpooled.wrappedBuffer(members.document()));
            reading.listener().onEnd();
        } catch (IOException e) {
            fail(SessionOutcome.of(Failure.broken("the answer is no JSON object")));
        }
    }

    @Override
    public void onFailure(UpstreamFailure failure) {
        call = null;
        if (answer.complete()) {
            answer.free(Fate.UNFINISHED);
        } else if (!answer.over()) {
            Failure why = OpenAiDialect.failure(failure);
            boolean sent = why.reason() != Failure.Reason.UNREACHABLE;
            fail(new SessionOutcome(why, sent ? Fate.UNFINISHED : Fate.WELL, false));
        }
    }

    @Override
    public void onWritabilityChanged(boolean writable) {
        reading.listener().onWritabilityChanged(writable);
    }

    private boolean broken(@Nullable String why) {
        if (why == null) {
            return false;
        }
        fail(SessionOutcome.of(Failure.broken(why)));
        return true;
    }

    private void fail(SessionOutcome outcome) {
        if (!answer.over()) {
            answer.failed(outcome);
            stop();
        }
    }

    void cancel() {
        stop();
    }

    /** Whatever reads on is told that nobody listens any more. */
    private void stop() {
        reading.generation().cancel();
        if (filter != null) {
            filter.release();
        }
        UpstreamCall running = call;
        call = null;
        if (running != null) {
            running.cancel();
        }
    }

    void hold(boolean held) {
        reading.generation().hold(held);
    }
}
