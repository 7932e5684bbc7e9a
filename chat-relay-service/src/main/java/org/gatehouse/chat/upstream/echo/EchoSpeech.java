package org.gatehouse.chat.upstream.echo;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.gatehouse.chat.count.Tokens;
import org.gatehouse.chat.request.ModelRequest;
import org.gatehouse.chat.upstream.Answer;
import org.gatehouse.chat.upstream.Failure;
import org.gatehouse.chat.upstream.Generation;
import org.gatehouse.chat.upstream.Usage;
import org.jspecify.annotations.Nullable;

/** One answer of the echo model, spoken at its pace. Everything but {@link #prepare} happens on the event loop. */
final class EchoSpeech implements Generation {

    /** How much is said before the loop may turn to others when there is no pause between tokens. */
    private static final int PIECES_IN_A_ROW = 64;

    /** Few tokens of the vocabulary are longer. */
    private static final long MOST_CHARS_PER_TOKEN = 32;

    private final EchoTexts texts;
    private final ModelRequest.Options options;
    private final EchoConfig config;
    private final EventLoop loop;
    private final Answer answer;
    private List<String> pieces = List.of();
    private String finishReason = "stop";
    private long promptTokens;
    private int said;
    private boolean prepared;
    private boolean held;
    private boolean ended;
    private @Nullable ScheduledFuture<?> next;

    EchoSpeech(EchoTexts texts, ModelRequest.Options options, EchoConfig config, EventLoop loop, Answer answer) {
        this.texts = texts;
        this.options = options;
        this.config = config;
        this.loop = loop;
        this.answer = answer;
    }

    /** Reads and counts the prompt; takes as long as the prompt is long. */
    void prepare(byte[] body) {
        try {
            int limit = Math.min(config.maxTokens(), options.outputLimit().orElse(Integer.MAX_VALUE));
            EchoPrompt prompt = EchoPrompt.read(body, (int) Math.min(Integer.MAX_VALUE, MOST_CHARS_PER_TOKEN * limit));
            Tokens.Pieces spoken = Tokens.pieces(prompt.lastUserText(), limit);
            loop.execute(() -> begin(prompt, spoken));
        } catch (IOException e) {
            loop.execute(() -> fail(Failure.broken("the echo model could not read its prompt")));
        }
    }

    private void begin(EchoPrompt prompt, Tokens.Pieces spoken) {
        if (ended) {
            return;
        }
        if (options.choices() > 1) {
            fail(Failure.client("n", "The echo model gives one choice only."));
        } else if (prompt.lastUserText().isEmpty()) {
            fail(Failure.client("messages", "The echo model needs a user message with text."));
        } else {
            pieces = spoken.texts();
            finishReason = spoken.truncated() || prompt.cut() ? "length" : "stop";
            promptTokens = prompt.tokens();
            prepared = true;
            open();
        }
    }

    private void open() {
        if (!options.stream()) {
            next = loop.schedule(this::sayAll, config.tokenDelay().toNanos() * pieces.size(), TimeUnit.NANOSECONDS);
            return;
        }
        answer.frame(texts.role());
        answer.flush();
        later();
    }

    private void later() {
        if (!ended && !held) {
            next = loop.schedule(this::say, config.tokenDelay().toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    private void say() {
        next = null;
        int inARow = config.tokenDelay().isZero() ? PIECES_IN_A_ROW : 1;
        for (int i = 0; i < inARow && said < pieces.size() && !ended; i++) {
            String piece = pieces.get(said++);
            if (!piece.isEmpty()) {
                answer.frame(texts.piece(piece));
            }
        }
        answer.usage(usage());
        if (said == pieces.size() && !ended) {
            end();
            return;
        }
        answer.flush();
        later();
    }

    private void end() {
        ended = true;
        answer.said(texts.said(finishReason));
        answer.frame(texts.finish(finishReason));
        answer.usageFrame(texts.usage(usage()));
        answer.done();
    }

    private void sayAll() {
        said = pieces.size();
        ended = true;
        answer.usage(usage());
        answer.said(texts.said(finishReason));
        answer.whole(texts.whole(String.join("", pieces), finishReason, usage()));
    }

    private Usage usage() {
        return new Usage(promptTokens, said, Usage.Source.REPORTED);
    }

    private void fail(Failure failure) {
        if (!ended) {
            ended = true;
            answer.failed(failure);
        }
    }

    @Override
    public void cancel() {
        ended = true;
        ScheduledFuture<?> planned = next;
        if (planned != null) {
            planned.cancel(false);
        }
    }

    @Override
    public void hold(boolean on) {
        held = on;
        if (!on && prepared && next == null && options.stream()) {
            later();
        }
    }
}
