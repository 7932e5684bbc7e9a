package org.gatehouse.chat.upstream.openai;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.gatehouse.chat.json.JsonTree;
import org.gatehouse.chat.json.Range;
import org.gatehouse.chat.request.Endpoint;
import org.gatehouse.chat.request.ModelRequest;
import org.gatehouse.chat.upstream.Failure;
import org.gatehouse.chat.upstream.http.CollectedBody;
import org.gatehouse.chat.upstream.http.ErrorObject;
import org.gatehouse.chat.upstream.http.Outcome;
import org.gatehouse.chat.upstream.http.UpstreamErrors;
import org.gatehouse.chat.upstream.openai.OpenAiObject.Expected;

/** A unary answer: one JSON object without an error in it, whose choices have all ended for a good reason. */
final class WholeBody extends CollectedBody {

    /** 2,048 embeddings of 3,072 numbers are 80 MB; whether there is memory for so much is another question. */
    private static final int MAX_BYTES = 256 * 1024 * 1024;

    private final ModelRequest request;
    private final boolean endsWithoutReason;
    private final UpstreamErrors errors;

    WholeBody(ModelRequest request, boolean endsWithoutReason, UpstreamErrors errors) {
        super(MAX_BYTES);
        this.request = request;
        this.endsWithoutReason = endsWithoutReason;
        this.errors = errors;
    }

    @Override
    protected Outcome judge(byte[] body) {
        try {
            Expected expected = request.endpoint() == Endpoint.COMPLETIONS ? Expected.TEXT : Expected.COMPLETION;
            try {
                return judged(body, OpenAiObject.read(body, expected));
            } catch (IOException e) {
                byte[] mended = JsonTree.bytes(JsonTree.ofUpstream(body));
                return judged(mended, OpenAiObject.read(mended, expected));
            }
        } catch (IOException e) {
            return new Outcome.Failed(Failure.broken("the answer is no JSON object that makes sense"));
        }
    }

    private Outcome judged(byte[] body, OpenAiObject object) throws IOException {
        ErrorObject error = object.error();
        if (error != null) {
            return new Outcome.Failed(errors.of(error));
        }
        if (request.endpoint() == Endpoint.MODERATIONS || request.endpoint() == Endpoint.RERANK) {
            return whole(body, object);
        }
        if (request.endpoint() == Endpoint.EMBEDDINGS) {
            return object.data() ? whole(body, object) : broken("the answer is not what was asked for");
        }
        if (object.choices() < 1) {
            return broken("the answer is not what was asked for");
        }
        Speech speech = object.speech();
        if (speech.abnormal() || (!endsWithoutReason && (speech.seen() & ~speech.finished()) != 0)) {
            return broken("the answer broke off, or gives no reason for its end");
        }
        JsonNode given = object.odd() ? JsonTree.object(body) : JsonTree.object();
        JsonNode mended = object.odd() ? new CompletionMender(request).mended(given) : given;
        return mended.equals(given)
                ? whole(body, object)
                : new Outcome.Whole(JsonTree.bytes(mended), object.usage(), object.said());
    }

    private static Outcome broken(String internalReason) {
        return new Outcome.Failed(Failure.broken(internalReason));
    }

    private static Outcome whole(byte[] body, OpenAiObject object) {
        Range gap = object.nullError();
        return new Outcome.Whole(gap == null ? body : OpenAiObject.without(body, gap), object.usage(), object.said());
    }
}
