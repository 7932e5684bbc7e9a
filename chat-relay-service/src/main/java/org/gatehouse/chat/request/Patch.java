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
    private static final byte[] NAME = ascii("\"stream_options\"");
    private static final byte[] NULL = ascii("null");

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
        return of(request, edits(request, upstreamModel, asksForUsage(request) ? askForUsage(request) : null));
    }

    /** The same for an upstream that does not take {@code stream_options}: usage is not asked for. */
    public static ByteBuf withoutStreamOptions(ModelRequest request, String upstreamModel) {
        return of(request, edits(request, upstreamModel, leaveOut(request)));
    }

    private static ByteBuf of(ModelRequest request, List<Edit> edits) {
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

    private static List<Edit> edits(ModelRequest request, String upstreamModel, @Nullable Edit usage) {
        var edits = new ArrayList<Edit>(4);
        ModelRequest.Spots spots = request.spots();
        if (!upstreamModel.equals(request.model())) {
            boolean form = request.upload() != null;
            edits.add(new Edit(spots.model(), form ? utf8(upstreamModel) : Json.quoted(upstreamModel)));
        }
        Range models = spots.models();
        if (models != null) {
            edits.add(new Edit(models, NOTHING));
        }
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

    private static @Nullable Edit leaveOut(ModelRequest request) {
        Range options = request.spots().streamOptions();
        if (options == null) {
            return null;
        }
        byte[] body = request.body();
        int before = options.start();
        while (before > 0 && body[before - 1] != '"') {
            before--;
        }
        int name = before - NAME.length;
        boolean plain = name >= 0 && Arrays.equals(body, name, before, NAME, 0, NAME.length);
        // Beside another member that is cut, or with its name written in escapes, it is as good as absent.
        return plain && request.spots().models() == null
                ? new Edit(Range.ofMember(body, name, options.end()), NOTHING)
                : new Edit(options, NULL);
    }

    private static @Nullable Edit askForUsage(ModelRequest request) {
        byte[] body = request.body();
        ModelRequest.Spots spots = request.spots();
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

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
