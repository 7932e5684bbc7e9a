package org.gatehouse.chat.request;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.gatehouse.chat.json.Json;
import org.gatehouse.chat.json.Range;
import org.jspecify.annotations.Nullable;

/** The client's bytes with the few changes an upstream needs; everything between the changes is the client's own array. */
public final class Patch {

    private static final byte[] TRUE = ascii("true");
    private static final byte[] INCLUDE_USAGE = ascii("\"include_usage\":true");
    private static final byte[] STREAM_OPTIONS = ascii("{\"include_usage\":true}");
    private static final byte[] STREAM_OPTIONS_MEMBER = ascii(",\"stream_options\":{\"include_usage\":true}");
    private static final byte[] DO_NOT_STORE = ascii(",\"store\":false");
    private static final byte[] NOTHING = {};

    @SuppressWarnings("ArrayRecordComponent")
    private record Edit(Range where, byte[] with) {}

    private Patch() {}

    /**
     * The body to send: the model under the upstream's own name, usage asked for whenever the answer is streamed, nothing
     * stored at the upstream, the relay's own field {@code models} left out.
     *
     * @return a buffer over the client's bytes and the changes, on the heap and not pooled
     */
    public static ByteBuf of(ModelRequest request, String upstreamModel) {
        List<Edit> edits = edits(request, upstreamModel);
        byte[] body = request.body();
        if (edits.isEmpty()) {
            return Unpooled.wrappedBuffer(body);
        }
        var parts = new ArrayList<ByteBuf>(edits.size() * 2 + 1);
        int at = 0;
        for (Edit edit : edits) {
            parts.add(Unpooled.wrappedBuffer(body, at, edit.where().start() - at));
            parts.add(Unpooled.wrappedBuffer(edit.with()));
            at = edit.where().end();
        }
        parts.add(Unpooled.wrappedBuffer(body, at, body.length - at));
        return Unpooled.wrappedBuffer(parts.size(), parts.toArray(ByteBuf[]::new));
    }

    private static List<Edit> edits(ModelRequest request, String upstreamModel) {
        var edits = new ArrayList<Edit>(4);
        ModelRequest.Spots spots = request.spots();
        byte[] body = request.body();
        if (!upstreamModel.equals(request.model())) {
            edits.add(new Edit(spots.model(), Json.quoted(upstreamModel)));
        }
        Range models = spots.models();
        if (models != null) {
            edits.add(new Edit(models, NOTHING));
        }
        Edit usage = asksForUsage(request) ? askForUsage(body, spots) : null;
        if (usage != null) {
            edits.add(usage);
        }
        if (request.endpoint() == Endpoint.RESPONSES && !spots.storeGiven()) {
            edits.add(insertion(spots.model().end(), DO_NOT_STORE));
        }
        edits.sort(Comparator.<Edit>comparingInt(edit -> edit.where().start())
                .thenComparingInt(edit -> edit.where().end()));
        return edits;
    }

    /** The other dialects always tell. */
    private static boolean asksForUsage(ModelRequest request) {
        return request.endpoint().dialect() == Endpoint.Dialect.OPENAI
                && request.options().stream()
                && !request.options().includeUsage();
    }

    private static @Nullable Edit askForUsage(byte[] body, ModelRequest.Spots spots) {
        Range includeUsage = spots.includeUsage();
        if (includeUsage != null) {
            return new Edit(includeUsage, TRUE);
        }
        Range options = spots.streamOptions();
        if (options == null) {
            return insertion(spots.model().end(), STREAM_OPTIONS_MEMBER);
        }
        if (body[options.start()] == 'n') {
            return new Edit(options, STREAM_OPTIONS);
        }
        byte[] member = spots.streamOptionsEmpty() ? INCLUDE_USAGE : withComma(INCLUDE_USAGE);
        return insertion(options.start() + 1, member);
    }

    private static Edit insertion(int at, byte[] with) {
        return new Edit(new Range(at, at), with);
    }

    private static byte[] withComma(byte[] member) {
        byte[] longer = Arrays.copyOf(member, member.length + 1);
        longer[member.length] = ',';
        return longer;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
