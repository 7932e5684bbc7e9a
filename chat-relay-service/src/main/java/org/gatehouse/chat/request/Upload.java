package org.gatehouse.chat.request;

import io.netty.handler.codec.http.HttpContent;
import org.jspecify.annotations.Nullable;

/**
 * A body that is not JSON: what it is, and that part of it which goes to the upstream as it comes, so that nobody ever holds all of
 * it. Until the upstream takes it the client waits. On the event loop only.
 */
public final class Upload {

    private final String contentType;
    private final boolean goesOn;
    private final long length;
    private final Runnable onRoom;
    private @Nullable Sink sink;
    private boolean over;

    private Upload(String contentType, boolean goesOn, long length, Runnable onRoom) {
        this.contentType = contentType;
        this.goesOn = goesOn;
        this.length = length;
        this.onRoom = onRoom;
    }

    /** Who takes the parts. */
    public interface Sink {

        /** Takes over a part; the last one ends the body. */
        void write(HttpContent part);

        boolean takesMore();

        /** There will be no more: the client's fault. */
        void refused(Reading.Refused why);
    }

    /** All of it is there. */
    public static Upload whole(String contentType) {
        return new Upload(contentType, false, 0, () -> {});
    }

    /**
     * There is more to come.
     *
     * @param length of all of it, negative when it was not announced
     * @param onRoom called when {@link #wantsMore} may have become true
     */
    public static Upload continued(String contentType, long length, Runnable onRoom) {
        return new Upload(contentType, true, length, onRoom);
    }

    public String contentType() {
        return contentType;
    }

    public boolean goesOn() {
        return goesOn;
    }

    /** Of all of it, negative when it was not announced. */
    public long length() {
        return length;
    }

    /** Whether some of it has gone to an upstream, so that no other one can be asked. */
    public boolean isSpent() {
        return sink != null;
    }

    /** The parts go there from now on. */
    public void to(Sink taker) {
        sink = taker;
        onRoom.run();
    }

    public boolean wantsMore() {
        return over || (sink != null && sink.takesMore());
    }

    /** Takes over a part. */
    public void add(HttpContent part) {
        if (over || sink == null) {
            part.release();
        } else {
            sink.write(part);
        }
    }

    public void refuse(Reading.Refused why) {
        if (!over && sink != null) {
            sink.refused(why);
        }
    }

    /** The upstream may take more. */
    public void room() {
        onRoom.run();
    }

    /** The answer has ended: what still comes is thrown away. */
    public void drop() {
        over = true;
        onRoom.run();
    }
}
