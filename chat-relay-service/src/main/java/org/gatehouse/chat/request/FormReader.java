package org.gatehouse.chat.request;

import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.gatehouse.chat.json.Range;
import org.gatehouse.chat.json.Utf8;
import org.jspecify.annotations.Nullable;

/**
 * Reads a form with a file in it (multipart/form-data, RFC 7578) as it comes, in one pass, and keeps nothing of the file. By the same
 * rule as JSON: a field that is acted on may come once only and in its exact spelling, before the file or behind it.
 */
public final class FormReader {

    private static final int MAX_HEAD_BYTES = 8 * 1024;
    private static final int MAX_MODEL_BYTES = 1024;
    private static final int MAX_MODEL_CHARS = 256;
    private static final int MAX_PARTS = 100;
    private static final int MAX_FIELD_BYTES = 1024 * 1024;
    private static final byte[] HEAD_END = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private enum State {
        /** At the first line, which must be a delimiter without its line end. */
        START,
        /** Behind a delimiter: a line end, or two hyphens after the last part. */
        DELIMITED,
        HEAD,
        CONTENT,
        END
    }

    private final Endpoint endpoint;
    private final byte[] delimiter;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream(256);
    private final Set<String> acted = new HashSet<>();
    private final List<String> unchecked = new ArrayList<>();
    private State state = State.START;
    private int matched = 2;
    private long at;
    private int parts;
    private long fieldBytes;
    private boolean inFile;
    private boolean inModel;
    private long contentStart;
    private @Nullable String model;
    private @Nullable Range modelSpot;
    private boolean requiredSeen;
    private boolean fileBegun;
    private boolean passing;

    private FormReader(Endpoint endpoint, byte[] delimiter) {
        this.endpoint = endpoint;
        this.delimiter = delimiter;
    }

    /** Null when the content type is not that of a form with a boundary. */
    public static @Nullable FormReader of(Endpoint endpoint, @Nullable String contentType) {
        byte[] delimiter = Boundary.delimiter(contentType);
        return delimiter == null ? null : new FormReader(endpoint, delimiter);
    }

    /** Reads on; null when all is well so far. Never throws for what a client can send. */
    public Reading.@Nullable Refused add(ByteBuf more) {
        try {
            int index = more.readerIndex();
            while (index < more.writerIndex()) {
                index = step(more, index);
            }
            return null;
        } catch (RefusedException e) {
            return e.refusal();
        }
    }

    /** Whether all is known that decides who is asked, and nothing but the file is still to come. */
    public boolean decided() {
        return model != null && fileBegun;
    }

    /** Whether routing members are refused from here on: who is asked has been decided without them. */
    public void passing() {
        unchecked.clear();
        passing = true;
    }

    /**
     * What was read.
     *
     * @param bytes the form up to here, or all of it
     * @param upload where the rest comes from
     */
    public Reading reading(byte[] bytes, Upload upload) {
        if (state != State.END && !upload.goesOn()) {
            return FormPart.malformed("it breaks off").refusal();
        }
        if (model == null || modelSpot == null) {
            return new Reading.Refused("You must provide a model.", "model", "missing_required_parameter");
        }
        if (!requiredSeen) {
            String required = endpoint.requiredField();
            return new Reading.Refused(
                    "Missing required parameter: '" + required + "'.", required, "missing_required_parameter");
        }
        var routing = unchecked.isEmpty() ? Routing.NONE : new Routing(List.of(), unchecked);
        return new Reading.Read(ModelRequest.ofForm(endpoint, bytes, model, modelSpot, routing, upload));
    }

    /** What is wrong with a form that has come to its end; null for nothing. */
    public Reading.@Nullable Refused atEnd() {
        return state == State.END ? null : FormPart.malformed("it breaks off").refusal();
    }

    private int step(ByteBuf more, int index) throws RefusedException {
        switch (state) {
            case CONTENT -> {
                return content(more, index);
            }
            case END -> {
                at += more.writerIndex() - index;
                return more.writerIndex();
            }
            case START -> start(more.getByte(index));
            case DELIMITED -> delimited(more.getByte(index));
            case HEAD -> head(more.getByte(index));
        }
        at++;
        return index + 1;
    }

    private void start(byte b) throws RefusedException {
        if (b != delimiter[matched]) {
            throw FormPart.malformed("it does not begin with its boundary");
        }
        if (++matched == delimiter.length) {
            behindDelimiter();
        }
    }

    private void behindDelimiter() {
        state = State.DELIMITED;
        kept.reset();
    }

    private void delimited(byte b) throws RefusedException {
        kept.write(b);
        if (kept.size() < 2) {
            return;
        }
        byte[] two = kept.toByteArray();
        if (two[0] == '-' && two[1] == '-') {
            state = State.END;
        } else if (two[0] == '\r' && two[1] == '\n') {
            if (++parts > MAX_PARTS) {
                throw FormPart.malformed("it has too many parts");
            }
            state = State.HEAD;
            kept.reset();
            matched = 0;
        } else {
            throw FormPart.malformed("a boundary is followed by something else");
        }
    }

    private void head(byte b) throws RefusedException {
        kept.write(b);
        if (kept.size() > MAX_HEAD_BYTES) {
            throw FormPart.malformed("the head of a part is too long");
        }
        matched = b == HEAD_END[matched] ? matched + 1 : b == '\r' ? 1 : 0;
        if (matched == 2 && kept.size() == 2) {
            throw FormPart.malformed("a part has no name");
        }
        if (matched == HEAD_END.length) {
            byte[] bytes = kept.toByteArray();
            if (!Utf8.isValid(bytes)) {
                throw FormPart.malformed("the head of a part is no UTF-8");
            }
            begin(FormPart.of(new String(bytes, 0, bytes.length - HEAD_END.length, StandardCharsets.UTF_8)));
        }
    }

    private void begin(FormPart part) throws RefusedException {
        state = State.CONTENT;
        matched = 0;
        kept.reset();
        contentStart = at + 1;
        inFile = part.file();
        inModel = actsOn(part, "model");
        if (actsOn(part, endpoint.requiredField())) {
            requiredSeen = true;
        }
        fileBegun |= part.file();
        if (inModel && part.file()) {
            throw RefusedException.wrongType("model", "a string");
        }
        route(part.name());
    }

    private boolean actsOn(FormPart part, String field) throws RefusedException {
        if (!part.name().equalsIgnoreCase(field)) {
            return false;
        }
        if (!part.name().equals(field)) {
            throw RefusedException.miswritten(field);
        }
        if (!acted.add(field)) {
            throw RefusedException.duplicate(field, field);
        }
        return true;
    }

    private void route(String name) throws RefusedException {
        switch (RoutingReader.kind(name)) {
            case NONE -> {}
            case REDIRECTING -> throw RoutingReader.redirected(name);
            case NAMING, CHOOSING -> {
                if (passing) {
                    throw new RefusedException(
                            "Unsupported parameter: '" + name + "' must come before the file.",
                            name,
                            "unsupported_parameter");
                }
                unchecked.add(name);
            }
        }
    }

    /** Most of a file is passed over at the speed of a search for the first byte of a line end. */
    private int content(ByteBuf more, int index) throws RefusedException {
        if (matched == 0) {
            int found = more.indexOf(index, more.writerIndex(), (byte) '\r');
            int next = found < 0 ? more.writerIndex() : found;
            if (next > index) {
                return keep(more, index, next - index);
            }
        }
        byte b = more.getByte(index);
        if (b != delimiter[matched]) {
            keepMatched();
            if (b != '\r') {
                return keep(more, index, 1);
            }
        }
        at++;
        if (++matched == delimiter.length) {
            endContent();
        }
        return index + 1;
    }

    /** What looked like the beginning of a delimiter was content. */
    private void keepMatched() throws RefusedException {
        if (inModel) {
            kept.write(delimiter, 0, matched);
        }
        count(matched);
        matched = 0;
    }

    /** Passes over content, and gives where it ends. */
    private int keep(ByteBuf more, int index, int length) throws RefusedException {
        count(length);
        if (inModel) {
            var bytes = new byte[length];
            more.getBytes(index, bytes);
            kept.write(bytes, 0, length);
        }
        at += length;
        return index + length;
    }

    private void count(int length) throws RefusedException {
        if (inFile) {
            return;
        }
        fieldBytes += length;
        if (fieldBytes > MAX_FIELD_BYTES || (inModel && kept.size() + length > MAX_MODEL_BYTES)) {
            throw FormPart.malformed("its fields are too long");
        }
    }

    private void endContent() throws RefusedException {
        if (inModel) {
            byte[] value = kept.toByteArray();
            String name = new String(value, StandardCharsets.UTF_8);
            if (!Utf8.isValid(value) || name.isEmpty() || name.length() > MAX_MODEL_CHARS) {
                throw new RefusedException("Invalid 'model': expected the id of a model.", "model", "invalid_value");
            }
            model = name;
            modelSpot = new Range((int) contentStart, (int) contentStart + value.length);
        }
        inModel = false;
        behindDelimiter();
    }
}
