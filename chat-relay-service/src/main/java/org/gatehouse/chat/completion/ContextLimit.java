package org.gatehouse.chat.completion;

import java.util.EnumSet;
import java.util.Set;
import org.gatehouse.chat.count.PromptWords;
import org.gatehouse.chat.model.Model;
import org.gatehouse.chat.request.Endpoint;
import org.gatehouse.chat.request.ModelRequest;
import org.gatehouse.kit.problem.ErrorKind;
import org.gatehouse.kit.problem.PublicError;
import org.jspecify.annotations.Nullable;

/** Refuses what certainly does not fit the model; whatever might fit is the upstream's to judge. */
final class ContextLimit {

    private static final ErrorKind EXCEEDED =
            new ErrorKind("context-length", 400, "Too long", "invalid_request_error", "context_length_exceeded");
    /** What a word has at the least, with the space that ends it. */
    private static final int BYTES_PER_WORD = 2;

    private static final Set<Endpoint> ONE_PROMPT = EnumSet.of(Endpoint.CHAT, Endpoint.MESSAGES, Endpoint.RESPONSES);

    private ContextLimit() {}

    static @Nullable PublicError exceeded(ModelRequest request, Model model) {
        Integer limit = model.contextLength();
        if (limit == null
                || request.body().length / BYTES_PER_WORD <= limit
                || !ONE_PROMPT.contains(request.endpoint())) {
            return null;
        }
        int words = PromptWords.in(request.body());
        return words <= limit ? null : error(request, model, limit, words);
    }

    private static PublicError error(ModelRequest request, Model model, int limit, int words) {
        var message =
                "The maximum context length of '%s' is %d tokens. However, your prompt has at least %d. Please shorten it."
                        .formatted(model.id(), limit, words);
        return PublicError.of(EXCEEDED, message).withParam(request.endpoint().requiredField());
    }
}
