package org.gatehouse.kit.trace;

/** Where finished spans go. Adding one takes no lock, never waits and never fails: a span that finds no room is lost. */
public interface Spans extends AutoCloseable {

    /** Takes nothing. */
    Spans NONE = new Spans() {
        @Override
        public boolean wanted(TraceContext context) {
            return false;
        }

        @Override
        public void add(FinishedSpan span) {}

        @Override
        public void close() {}
    };

    /** Whether it is worth the trouble to make spans of this trace. */
    boolean wanted(TraceContext context);

    void add(FinishedSpan span);

    @Override
    void close();
}
