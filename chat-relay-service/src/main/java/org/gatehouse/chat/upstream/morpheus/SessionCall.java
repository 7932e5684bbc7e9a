package org.gatehouse.chat.upstream.morpheus;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.gatehouse.chat.request.ModelRequest;
import org.gatehouse.chat.upstream.Failure;
import org.gatehouse.chat.upstream.UpstreamConfig;
import org.gatehouse.chat.upstream.http.Bodies;
import org.gatehouse.chat.upstream.http.Body;
import org.gatehouse.chat.upstream.http.Outcome;
import org.gatehouse.chat.upstream.http.UpstreamErrors;
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
    private final Bodies bodies;
    private final UpstreamErrors errors;
    private final ByteArrayOutputStream collected = new ByteArrayOutputStream();
    private @Nullable UpstreamCall call;
    private @Nullable HttpResponse head;
    private @Nullable Streaming streaming;

    /** @param secret what no error may show */
    SessionCall(ModelRequest request, EventLoop loop, SessionAnswer answer, String secret) {
        this.answer = answer;
        this.loop = loop;
        this.stream = request.options().stream();
        this.bodies = new OpenAiDialect(UpstreamConfig.Via.AUTO, false, false).bodies(request);
        this.errors = new UpstreamErrors(secret);
    }

    /** A stream and its reader. */
    private record Streaming(StreamFilter filter, Body body) {

        private void release() {
            filter.release();
            body.release();
        }
    }

    void runs(UpstreamCall running) {
        call = running;
    }

    @Override
    public void onHead(HttpResponse response) {
        head = response;
        String type = response.headers().get(HttpHeaderNames.CONTENT_TYPE, "").toLowerCase(Locale.ROOT);
        if (response.status().code() == 200 && stream && type.startsWith("text/event-stream")) {
            Body body = bodies.stream(answer, errors);
            streaming = new Streaming(new StreamFilter(part -> read(body, part), answer::counted), body);
        }
    }

    private void read(Body body, ByteBuf part) {
        if (answer.over()) {
            part.release();
        } else {
            follow(body.add(part));
        }
    }

    @Override
    public void onContent(ByteBuf owned) {
        Streaming running = streaming;
        if (answer.over()) {
            owned.release();
        } else if (running != null) {
            broken(running.filter().add(owned));
        } else {
            collect(owned);
        }
    }

    private void collect(ByteBuf owned) {
        try {
            if (collected.size() + owned.readableBytes() > MAX_BODY_BYTES) {
                fail(SessionOutcome.of(Failure.broken("answer longer than " + MAX_BODY_BYTES + " bytes")));
                return;
            }
            owned.readBytes(collected, owned.readableBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            owned.release();
        }
    }

    @Override
    public void onReadComplete() {
        if (streaming != null && !answer.over()) {
            answer.flush();
        }
    }

    @Override
    public void onEnd() {
        call = null;
        Streaming running = streaming;
        if (answer.over()) {
            answer.free(Fate.WELL);
            return;
        }
        answer.responseEnded();
        if (running == null) {
            judge();
        } else if (!broken(running.filter().end()) && !answer.over()) {
            follow(running.body().end());
        }
    }

    private void judge() {
        HttpResponse response = head;
        if (response == null) {
            throw new IllegalStateException("an end without a head");
        }
        int status = response.status().code();
        if (status != 200) {
            fail(ErrorAnswer.read(collected.toByteArray()).outcome(status, response.headers(), errors));
        } else if (collected.size() == 0) {
            // What older nodes make of a provider that is gone.
            fail(SessionOutcome.of(Failure.broken("an empty answer")));
        } else if (stream) {
            fail(SessionOutcome.of(Failure.broken("a stream was asked for, something else came")));
        } else {
            whole();
        }
    }

    private void whole() {
        Body body = bodies.whole(errors);
        try {
            NodeMembers members = WholeFilter.read(collected.toByteArray());
            if (members.usage() != null) {
                answer.counted(members.usage());
            }
            Outcome outcome = body.add(Unpooled.wrappedBuffer(members.document()));
            follow(outcome instanceof Outcome.Open ? body.end() : outcome);
        } catch (IOException e) {
            fail(SessionOutcome.of(Failure.broken("the answer is no JSON object")));
        } finally {
            body.release();
        }
    }

    private void follow(Outcome outcome) {
        switch (outcome) {
            case Outcome.Open open -> {}
            case Outcome.Done done -> {
                release();
                linger();
                answer.done();
            }
            case Outcome.Whole whole -> {
                if (whole.usage() != null) {
                    answer.usage(whole.usage());
                }
                answer.said(whole.said());
                answer.whole(whole.body());
            }
            case Outcome.Failed failed -> fail(SessionOutcome.of(failed.failure()));
        }
    }

    /** The answer said its end; the session is free when the response has ended, too. */
    private void linger() {
        UpstreamCall running = call;
        if (running != null) {
            running.setAutoRead(true);
            var _ = loop.schedule(
                    () -> {
                        stop();
                        answer.free(Fate.UNFINISHED);
                    },
                    LINGER_MILLIS,
                    TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void onFailure(UpstreamFailure failure) {
        call = null;
        if (answer.over()) {
            answer.free(Fate.UNFINISHED);
            return;
        }
        Failure why = UpstreamErrors.of(failure);
        boolean reached = why.reason() != Failure.Reason.UNREACHABLE;
        fail(new SessionOutcome(why, reached ? Fate.UNFINISHED : Fate.WELL, false));
    }

    @Override
    public void onWritabilityChanged(boolean writable) {}

    private boolean broken(@Nullable String why) {
        if (why == null || answer.over()) {
            return answer.over();
        }
        fail(SessionOutcome.of(Failure.broken(why)));
        return true;
    }

    private void fail(SessionOutcome outcome) {
        release();
        stop();
        answer.failed(outcome);
    }

    /** The client has left: what was spent so far is told. */
    void cancel() {
        if (streaming != null) {
            streaming.body().abandon();
        }
        release();
        stop();
    }

    private void release() {
        if (streaming != null) {
            streaming.release();
        }
    }

    private void stop() {
        UpstreamCall running = call;
        call = null;
        if (running != null) {
            running.cancel();
        }
    }

    void hold(boolean held) {
        if (call != null && !answer.over()) {
            call.setAutoRead(!held);
        }
    }
}
