package org.gatehouse.chat.translate;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.gatehouse.chat.count.Counting;
import org.gatehouse.chat.repair.Learnt;
import org.gatehouse.chat.repair.RepairedUpstream;
import org.gatehouse.chat.request.Endpoint;
import org.gatehouse.chat.translate.chat.ChatOverMessages;
import org.gatehouse.chat.translate.messages.MessagesOverChat;
import org.gatehouse.chat.translate.overresponses.ChatOverResponses;
import org.gatehouse.chat.translate.responses.ResponsesOverChat;
import org.gatehouse.chat.upstream.Upstream;
import org.jspecify.annotations.Nullable;

/** Finds a way for a client's endpoint to an upstream: none needed, one translation, or two in a row. */
@Singleton
public final class Translations {

    private static final Translation OVER_RESPONSES = new ChatOverResponses();

    private static final List<Translation> ALL =
            List.of(new MessagesOverChat(), new ChatOverMessages(), new ResponsesOverChat(), OVER_RESPONSES);

    private final InstantSource clock;
    private final Manners manners = new Manners();
    private final Executor counting;
    private final Learnt learnt;

    Translations(InstantSource clock, @Named(Counting.NAME) Executor counting, Learnt learnt) {
        this.learnt = learnt;
        this.clock = clock;
        this.counting = counting;
    }

    /** The upstream as one that serves the endpoint, or empty when no translation leads there. */
    public Optional<Upstream> serving(Endpoint endpoint, Upstream upstream) {
        return of(endpoint, new RepairedUpstream(upstream, overResponses(upstream), learnt));
    }

    private @Nullable Upstream overResponses(Upstream upstream) {
        return upstream.serves(Endpoint.CHAT) && upstream.mayServe(Endpoint.RESPONSES)
                ? new TranslatedUpstream(upstream, OVER_RESPONSES, clock, manners)
                : null;
    }

    private Optional<Upstream> of(Endpoint endpoint, Upstream upstream) {
        if (upstream.serves(endpoint)) {
            return Optional.of(upstream);
        }
        if (endpoint == Endpoint.COUNT_TOKENS && upstream.serves(Endpoint.CHAT)) {
            return Optional.of(new CountedUpstream(upstream, counting));
        }
        return ALL.stream()
                .filter(translation -> translation.from() == endpoint)
                .flatMap(translation -> over(translation, upstream).stream())
                .findFirst();
    }

    private Optional<Upstream> over(Translation translation, Upstream upstream) {
        if (upstream.serves(translation.to())) {
            return Optional.of(new TranslatedUpstream(upstream, translation, clock, manners));
        }
        return ALL.stream()
                .filter(next -> next.from() == translation.to() && upstream.serves(next.to()))
                .findFirst()
                .map(next -> new TranslatedUpstream(
                        new TranslatedUpstream(upstream, next, clock, manners), translation, clock, manners));
    }
}
