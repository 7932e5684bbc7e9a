package org.gatehouse.chat.upstream.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import java.util.concurrent.TimeUnit;
import org.gatehouse.chat.request.Reading;
import org.gatehouse.chat.request.Upload;
import org.gatehouse.chat.upstream.Answer;
import org.gatehouse.chat.upstream.Failure;
import org.gatehouse.chat.upstream.Generation;
import org.gatehouse.kit.upstream.UpstreamCall;
import org.gatehouse.kit.upstream.UpstreamFailure;
import org.gatehouse.kit.upstream.UpstreamListener;
import org.jspecify.annotations.Nullable;

/** One call to an upstream: tells by status and content type what comes, and has it read. */
final class HttpAnswering implements UpstreamListener, Generation {

    /** How long a finished stream may keep its connection before we close it. */
    private static final long LINGER_MILLIS = 500;

    private final Bodies bodies;
    private final boolean stream;
    private final EventLoop loop;
    private final Answer answer;
    private final UpstreamErrors errors;
    private @Nullable UpstreamCall call;
    private @Nullable UpstreamCall asked;
    private @Nullable Body body;
    private @Nullable Upload upload;
    private long drawn;
    private boolean ended;

    HttpAnswering(Bodies bodies, boolean stream, EventLoop loop, Answer answer, UpstreamErrors errors) {
        this.bodies = bodies;
        this.stream = stream;
        this.loop = loop;
        this.answer = answer;
        this.errors = errors;
    }

    void runs(UpstreamCall running) {
        call = running;
        asked = running;
    }

    @Override
    public void onHead(HttpResponse head) {
        int status = head.status().code();
        HttpHeaders headers = head.headers();
        if (status != 200) {
            body = new ErrorBody(status, headers, errors);
        } else if (encoded(headers)) {
            end(new Outcome.Failed(Failure.broken("content-encoding we did not ask for")));
        } else if (bodies.opaque()) {
            pass(headers);
        } else {
            body = new SeenBody(bodies, stream, answer, errors);
        }
    }

    private void pass(HttpHeaders headers) {
        String type = PassedBody.type(headers.get(HttpHeaderNames.CONTENT_TYPE));
        if (type == null) {
            end(new Outcome.Failed(Failure.broken("a page instead of an answer")));
        } else {
            answer.opaque(type);
            body = new PassedBody(answer);
        }
    }

    @Override
    public void onContent(ByteBuf owned) {
        Body reading = body;
        if (ended || reading == null) {
            owned.release();
            return;
        }
        if (!mayHold(reading.memory(owned.readableBytes()))) {
            owned.release();
            end(new Outcome.Failed(Failure.noMemory()));
            return;
        }
        end(reading.add(owned));
    }

    private boolean mayHold(long bytes) {
        if (bytes <= drawn) {
            return true;
        }
        boolean may = answer.mayHold(bytes - drawn);
        drawn = may ? bytes : drawn;
        return may;
    }

    @Override
    public void onReadComplete() {
        if (!ended && body != null) {
            answer.flush();
        }
    }

    /** The upstream takes more of the request, or less. */
    @Override
    public void onWritabilityChanged(boolean writable) {
        Upload sent = upload;
        if (sent != null && writable) {
            sent.room();
        }
    }

    /** Has the rest of the request sent as it comes. */
    void sends(Upload rest) {
        upload = rest;
        rest.to(new Upload.Sink() {
            @Override
            public void write(HttpContent part) {
                UpstreamCall running = call;
                if (running == null) {
                    part.release();
                } else {
                    running.write(part);
                    running.flush();
                }
            }

            @Override
            public boolean takesMore() {
                UpstreamCall running = call;
                return running == null || running.isWritable();
            }

            @Override
            public void refused(Reading.Refused why) {
                end(new Outcome.Failed(Failure.refused(why.message(), why.param(), why.code())));
            }
        });
    }

    @Override
    public void onEnd() {
        Body reading = body;
        if (ended) {
            call = null;
        } else if (reading != null) {
            Outcome outcome = reading.end();
            call = null;
            end(outcome);
        }
    }

    @Override
    public void onFailure(UpstreamFailure failure) {
        call = null;
        if (!ended && body != null) {
            body.abandon();
        }
        end(new Outcome.Failed(UpstreamErrors.of(failure)));
    }

    private void end(Outcome outcome) {
        if (ended || outcome instanceof Outcome.Open) {
            return;
        }
        ended = true;
        release();
        switch (outcome) {
            case Outcome.Open open -> {}
            case Outcome.Done done -> {
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
            case Outcome.Failed failed -> {
                stop();
                answer.failed(failed.failure());
            }
        }
    }

    /** The stream said it is done: its connection is worth keeping if it ends by itself soon. */
    private void linger() {
        UpstreamCall running = call;
        if (running != null) {
            running.setAutoRead(true);
            var _ = loop.schedule(this::stop, LINGER_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void stop() {
        UpstreamCall running = call;
        call = null;
        if (running != null) {
            running.cancel();
        }
    }

    private void release() {
        Body reading = body;
        if (reading != null) {
            reading.release();
        }
    }

    @Override
    public void cancel() {
        if (!ended) {
            ended = true;
            if (body != null) {
                body.abandon();
            }
            release();
            stop();
        }
    }

    @Override
    public String authority() {
        return asked == null ? "" : asked.upstream();
    }

    @Override
    public void hold(boolean held) {
        UpstreamCall running = call;
        if (running != null && !ended) {
            running.setAutoRead(!held);
        }
    }

    private static boolean encoded(HttpHeaders headers) {
        String encoding = headers.get(HttpHeaderNames.CONTENT_ENCODING);
        return encoding != null && !encoding.equalsIgnoreCase("identity");
    }
}
