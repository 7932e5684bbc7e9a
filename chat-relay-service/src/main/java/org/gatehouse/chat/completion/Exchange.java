package org.gatehouse.chat.completion;

import io.micronaut.http.MutableHttpResponse;
import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.gatehouse.chat.request.ModelRequest;
import org.gatehouse.chat.sse.SseFrames;
import org.gatehouse.chat.target.RetryBudget;
import org.gatehouse.chat.upstream.Failure;
import org.gatehouse.chat.upstream.Usage;
import org.gatehouse.kit.upstream.ClientGone;
import org.jspecify.annotations.Nullable;

/**
 * One request from its acceptance to its last byte, wholly on its client's event loop. It has one timer, which is set anew
 * only when it fires: a token costs no timer.
 */
final class Exchange implements Attempt.Listener, EventStream.Reader {

    private final ClientGone client;
    private final EventLoop loop;
    private final ModelRequest request;
    private final Queue<Candidate> candidates;
    private final RetryBudget retries;
    private final long keepAliveNanos;
    private final Account account;
    private @Nullable Reply reply;
    private @Nullable Attempt attempt;
    private @Nullable ScheduledFuture<?> timer;
    private ClientGone.Registration clientLeaving = () -> {};
    private Usage usage = Usage.NONE;
    private byte @Nullable [] whole;
    private long lastWriteNanos = System.nanoTime();
    private long firstTokenNanos;
    private boolean ended;

    Exchange(
            ClientGone client,
            ModelRequest request,
            List<Candidate> candidates,
            RelayConfig config,
            RetryBudget retries,
            Account account) {
        this.client = client;
        this.retries = retries;
        this.loop = client.eventLoop();
        this.request = request;
        this.candidates = new ArrayDeque<>(candidates);
        this.keepAliveNanos = config.keepAlive().toNanos();
        this.account = account;
    }

    /** Starts it; may be called on any thread. */
    CompletableFuture<MutableHttpResponse<?>> start(Reply to) {
        reply = to;
        if (loop.inEventLoop()) {
            begin();
        } else {
            loop.execute(this::begin);
        }
        return to.response();
    }

    private void begin() {
        account.open();
        clientLeaving = client.onGone(this::gone);
        if (!ended) {
            next();
            tick();
        }
    }

    private void next() {
        var chosen = new Attempt(candidates.remove(), request, this);
        attempt = chosen;
        reply().dropped(null);
        chosen.start(loop);
    }

    private Reply reply() {
        Reply to = reply;
        if (to == null) {
            throw new IllegalStateException("not started");
        }
        return to;
    }

    @Override
    public void frames(ByteBuf frames) {
        lastWriteNanos = System.nanoTime();
        if (firstTokenNanos == 0) {
            firstTokenNanos = lastWriteNanos;
        }
        reply().frames(frames);
    }

    @Override
    public void usage(Usage spent) {
        usage = spent;
    }

    @Override
    public void dropped(@Nullable String header) {
        reply().dropped(header);
    }

    @Override
    public void opaque(String contentType) {
        reply().opaque(contentType);
    }

    @Override
    public boolean mayHold(long bytes) {
        return account.room().grow(bytes);
    }

    @Override
    public void whole(byte[] body) {
        answered();
        whole = body;
        reply().whole(body);
        end("ok");
    }

    @Override
    public void done() {
        answered();
        reply().done();
        end("ok");
    }

    @Override
    public void failed(Failure failure) {
        Attempt failed = attempt;
        account.failed(failed, failure);
        if (failed != null && goesOn(failed, failure)) {
            account.fellBack(failed, failure);
            next();
            return;
        }
        reply().failed(failure.error());
        end(failure.reason().name().toLowerCase(Locale.ROOT));
    }

    /** Nothing was said yet and somebody else may be asked; the same model elsewhere only while the budget for that lasts. */
    private boolean goesOn(Attempt failed, Failure failure) {
        failed.candidate().failed(failure, System.nanoTime());
        boolean spent = request.upload() != null && request.upload().isSpent();
        if (failed.spoke() || spent || failure.reason() == Failure.Reason.CLIENT) {
            return false;
        }
        Candidate other = candidates.peek();
        boolean costs = failure.reason() != Failure.Reason.UNREACHABLE;
        if (other != null && other.isAlso(failed.candidate()) && costs && !retries.take()) {
            candidates.removeIf(one -> one.isAlso(failed.candidate()));
        }
        return !candidates.isEmpty();
    }

    private void answered() {
        Attempt done = attempt;
        if (done != null) {
            done.candidate().answered(done.firstTokenNanos(), System.nanoTime());
        }
    }

    @Override
    public void lagging(boolean lags) {
        if (attempt != null) {
            attempt.hold(lags);
        }
    }

    @Override
    public void gone() {
        if (!ended) {
            if (attempt != null) {
                attempt.cancel();
            }
            end("client_gone");
            reply().abandon();
        }
    }

    private void tick() {
        Attempt running = attempt;
        if (ended || running == null) {
            return;
        }
        long now = System.nanoTime();
        Failure overdue = running.overdue(now);
        if (overdue != null) {
            running.cancel();
            failed(overdue);
        } else if (request.options().stream() && now - lastWriteNanos >= keepAliveNanos) {
            lastWriteNanos = now;
            reply().frames(SseFrames.ping());
        }
        scheduleTick();
    }

    private void scheduleTick() {
        Attempt running = attempt;
        if (ended || running == null) {
            return;
        }
        long at = running.nextDeadline();
        if (request.options().stream()) {
            at = Math.min(at, lastWriteNanos + keepAliveNanos);
        }
        timer = loop.schedule(this::tick, at - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    private void end(String outcome) {
        ended = true;
        if (request.upload() != null) {
            request.upload().drop();
        }
        clientLeaving.close();
        if (timer != null) {
            timer.cancel(false);
        }
        account.close(attempt, usage, whole, firstTokenNanos, new Account.End(outcome, reply().status()));
    }
}
