package org.gatehouse.chat.upstream.morpheus;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.gatehouse.chat.model.Model;
import org.gatehouse.chat.request.ModelRequest;
import org.gatehouse.chat.request.Patch;
import org.gatehouse.chat.upstream.Answer;
import org.gatehouse.chat.upstream.Failure;
import org.gatehouse.chat.upstream.Generation;
import org.gatehouse.kit.upstream.CallLimits;
import org.gatehouse.kit.upstream.UpstreamCall;
import org.jspecify.annotations.Nullable;

/**
 * One request from the queue for a session to the end of its answer; a session that fails before the first frame is replaced
 * once. Lives on the client's event loop.
 */
final class Asking implements Generation, Waiter {

    private final Node node;
    private final SessionPool pool;
    private final Question question;
    private final EventLoop loop;
    private final UsageChunk answer;
    private long queuedNanos;
    private boolean second;
    private boolean over;
    private boolean held;
    private @Nullable ScheduledFuture<?> deadline;
    private @Nullable SessionAnswer answering;
    private @Nullable SessionCall call;
    private @Nullable UpstreamCall asked;

    Asking(Node node, SessionPool pool, Question question, EventLoop loop, Answer answer) {
        this.node = node;
        this.pool = pool;
        this.question = question;
        this.loop = loop;
        this.answer = new UsageChunk(answer, question.request(), loop, node.counting());
    }

    /** What is asked, of which model, and how long it may take. */
    record Question(ModelRequest request, Model model, CallLimits limits) {}

    void start() {
        queuedNanos = System.nanoTime();
        Duration limit = node.settings().queueDeadline();
        deadline = loop.schedule(this::tooLate, limit.toMillis(), TimeUnit.MILLISECONDS);
        pool.acquire(this, second);
    }

    @Override
    public EventLoop loop() {
        return loop;
    }

    private void tooLate() {
        if (!over && pool.giveUp(this)) {
            refused(NodeFailures.queueDeadline());
        }
    }

    @Override
    public void refused(Failure failure) {
        stopWaiting();
        if (!over) {
            over = true;
            answer.failed(failure);
        }
    }

    @Override
    public void granted(PooledSession session) {
        stopWaiting();
        if (over) {
            pool.release(session, Fate.WELL);
            return;
        }
        var sessionAnswer = new SessionAnswer(answer, new Owner(session));
        var sessionCall = new SessionCall(
                question.request(), loop, sessionAnswer, node.address().authorization());
        answering = sessionAnswer;
        call = sessionCall;
        ByteBuf body = Patch.of(question.request(), question.model().upstreamModel());
        var upstreamCall = node.address()
                .client()
                .open(
                        node.address().targets(),
                        loop,
                        head(session, body.readableBytes()),
                        question.limits(),
                        sessionCall);
        asked = upstreamCall;
        sessionCall.runs(upstreamCall);
        sessionCall.hold(held);
        upstreamCall.write(new DefaultLastHttpContent(body));
        upstreamCall.flush();
    }

    private void stopWaiting() {
        ScheduledFuture<?> timer = deadline;
        deadline = null;
        if (timer != null) {
            timer.cancel(false);
            node.meters().waited(Duration.ofNanos(System.nanoTime() - queuedNanos));
        }
    }

    /** No {@code chat_id}: the node would keep the prompt and put it before the next one. */
    private HttpRequest head(PooledSession session, int contentLength) {
        boolean stream = question.request().options().stream();
        HttpHeaders headers = DefaultHttpHeadersFactory.headersFactory()
                .newHeaders()
                .set(HttpHeaderNames.AUTHORIZATION, node.address().authorization())
                .set("session_id", session.id())
                .set(HttpHeaderNames.CONTENT_TYPE, "application/json")
                .set(HttpHeaderNames.ACCEPT, stream ? "text/event-stream" : "application/json")
                .set(HttpHeaderNames.ACCEPT_ENCODING, "identity")
                .set(HttpHeaderNames.USER_AGENT, "gatehouse")
                .set(HttpHeaderNames.CONTENT_LENGTH, contentLength);
        String path = "/v1" + question.request().endpoint().path();
        return new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, path, headers);
    }

    private final class Owner implements SessionAnswer.Owner {

        private final PooledSession session;

        private Owner(PooledSession session) {
            this.session = session;
        }

        @Override
        public void free(Fate fate) {
            pool.release(session, fate);
        }

        @Override
        public void failed(SessionOutcome outcome, boolean spoke) {
            if (over) {
                return;
            }
            if (!spoke && !second && outcome.elsewhere() && pool.hasAnother(session)) {
                second = true;
                node.meters().retried();
                start();
            } else {
                over = true;
                answer.failed(outcome.failure());
            }
        }
    }

    @Override
    public void cancel() {
        if (over) {
            return;
        }
        over = true;
        stopWaiting();
        pool.giveUp(this);
        boolean said = answering != null && answering.over();
        if (answering != null) {
            answering.cancelled();
        }
        if (call != null && !said) {
            call.cancel();
        }
    }

    @Override
    public String authority() {
        return asked == null ? "" : asked.upstream();
    }

    @Override
    public void hold(boolean on) {
        held = on;
        if (call != null) {
            call.hold(on);
        }
    }
}
