package org.gatehouse.chat.request;

import java.util.List;
import java.util.OptionalInt;
import org.gatehouse.chat.json.Range;
import org.jspecify.annotations.Nullable;

/**
 * A request as the relay sees it: the client's own bytes, and the few things read out of them.
 *
 * @param body the bytes as they came; never changed, patches are made on the way out
 * @param model the model asked for
 * @param fallbacks the caller's own list of further models, in order, empty when there is none
 * @param routing what it tells an upstream that is a gateway about others
 * @param upload what a body that is no JSON is, of which {@code body} may be the beginning only; null for JSON
 */
@SuppressWarnings("ArrayRecordComponent")
public record ModelRequest(
        Endpoint endpoint,
        byte[] body,
        String model,
        List<String> fallbacks,
        Routing routing,
        Options options,
        Spots spots,
        @Nullable Upload upload) {

    /** Times that a body's bytes are held while it is written in another dialect: as a tree, and as the new body twice. */
    private static final long TRANSLATED_COPIES = 3;

    /** What a node of a tree costs beside its text. */
    private static final long NODE_BYTES = 64;

    public ModelRequest {
        fallbacks = List.copyOf(fallbacks);
    }

    ModelRequest(
            Endpoint endpoint,
            byte[] body,
            String model,
            List<String> fallbacks,
            Routing routing,
            Options options,
            Spots spots) {
        this(endpoint, body, model, fallbacks, routing, options, spots, null);
    }

    /**
     * A form.
     *
     * @param body the beginning of it, with the model in it
     * @param at where in it the model stands
     */
    static ModelRequest ofForm(Endpoint endpoint, byte[] body, String model, Range at, Routing routing, Upload upload) {
        var options = new Options(false, false, null, 1, null);
        var spots = new Spots(at, null, null, false, null, false, 0);
        return new ModelRequest(endpoint, body, model, List.of(), routing, options, spots, upload);
    }

    /** The same of a client that says this of its dialect. */
    public ModelRequest with(AnthropicHeaders headers) {
        var own = new Options(
                options.stream(),
                options.includeUsage(),
                options.maxTokens(),
                options.choices(),
                options.user(),
                headers);
        return new ModelRequest(endpoint, body, model, fallbacks, routing, own, spots, upload);
    }

    /** Memory that it takes to write the request in another dialect, at the most. */
    public long translationBytes() {
        return TRANSLATED_COPIES * body.length + NODE_BYTES * spots.parts();
    }

    /**
     * The options that change how the relay behaves.
     *
     * @param stream whether the answer shall come as events
     * @param includeUsage whether the client wants to see the usage chunk
     * @param maxTokens the smaller of max_tokens and max_completion_tokens, or null
     * @param choices how many answers are asked for
     * @param user the client's own name for its user, never logged
     * @param anthropic what the client says of the dialect it speaks
     */
    public record Options(
            boolean stream,
            boolean includeUsage,
            @Nullable Integer maxTokens,
            int choices,
            @Nullable String user,
            AnthropicHeaders anthropic) {

        Options(boolean stream, boolean includeUsage, @Nullable Integer maxTokens, int choices, @Nullable String user) {
            this(stream, includeUsage, maxTokens, choices, user, AnthropicHeaders.NONE);
        }

        public OptionalInt outputLimit() {
            return maxTokens == null || maxTokens < 0 ? OptionalInt.empty() : OptionalInt.of(maxTokens);
        }
    }

    /**
     * Where in the body the patchable parts are.
     *
     * @param model the value of model, quotes included
     * @param streamOptions the value of stream_options, or null when absent
     * @param includeUsage the value of include_usage in it, or null when absent
     * @param streamOptionsEmpty whether stream_options is an object without members
     * @param models the whole member models with one comma, or null when absent
     * @param storeGiven whether the request says itself that nothing shall be stored
     * @param parts names, values, beginnings and ends in the document
     */
    public record Spots(
            Range model,
            @Nullable Range streamOptions,
            @Nullable Range includeUsage,
            boolean streamOptionsEmpty,
            @Nullable Range models,
            boolean storeGiven,
            long parts) {}
}
