package org.gatehouse.chat.translate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.channel.EventLoop;
import java.io.IOException;
import java.time.InstantSource;
import org.gatehouse.chat.json.JsonTree;
import org.gatehouse.chat.model.Model;
import org.gatehouse.chat.request.AnthropicHeaders;
import org.gatehouse.chat.request.Endpoint;
import org.gatehouse.chat.request.ModelRequest;
import org.gatehouse.chat.upstream.Answer;
import org.gatehouse.chat.upstream.Dropped;
import org.gatehouse.chat.upstream.Failure;
import org.gatehouse.chat.upstream.Generation;
import org.gatehouse.chat.upstream.TimeLimits;
import org.gatehouse.chat.upstream.Upstream;

/** An upstream that is asked in its own dialect for a client of another. */
final class TranslatedUpstream implements Upstream {

    private final Upstream upstream;
    private final Translation translation;
    private final InstantSource clock;
    private final Manners manners;

    TranslatedUpstream(Upstream upstream, Translation translation, InstantSource clock, Manners manners) {
        this.upstream = upstream;
        this.translation = translation;
        this.clock = clock;
        this.manners = manners;
    }

    @Override
    public String name() {
        return upstream.name();
    }

    @Override
    public boolean serves(Endpoint endpoint) {
        return endpoint == translation.from();
    }

    @Override
    public boolean translates() {
        return true;
    }

    @Override
    public TimeLimits limits() {
        return upstream.limits();
    }

    @Override
    public Generation start(ModelRequest request, Model model, EventLoop loop, Answer answer) {
        try {
            JsonNode asked = JsonTree.object(request.body());
            var dropped = new Dropped();
            ObjectNode body = translation.request(asked, dropped);
            if (!request.options().anthropic().betas().isEmpty()) {
                dropped.add(AnthropicHeaders.BETA);
            }
            answer.dropped(dropped.names());
            var context = new Translation.Context(model.id(), clock.instant().getEpochSecond());
            var call =
                    new TranslatedCall(upstream, translation, upstream instanceof TranslatedUpstream ? null : manners);
            return call.start(body, model, loop, () -> translating(asked, context, answer));
        } catch (UntranslatableException e) {
            return refuse(loop, answer, Failure.client(e.param(), e.detail()));
        } catch (IOException e) {
            return refuse(loop, answer, Failure.untranslatable());
        }
    }

    private TranslatingAnswer translating(JsonNode asked, Translation.Context context, Answer answer) {
        return new TranslatingAnswer(translation.conversion(asked, context), translation::clientsWord, answer);
    }

    private static Generation refuse(EventLoop loop, Answer answer, Failure failure) {
        loop.execute(() -> answer.failed(failure));
        return Generation.OF_OUR_OWN;
    }
}
