package org.gatehouse.chat.upstream;

/** An answer in the making. Every method is called on its event loop, and does nothing once the answer has ended. */
public interface Generation {

    /** One that is over in a moment and works nobody else: there is nothing to stop. */
    Generation OF_OUR_OWN = new Generation() {
        @Override
        public void cancel() {}

        @Override
        public void hold(boolean held) {}
    };

    /** Stops it at once, up to the last machine that works on it. Nothing more comes to its {@link Answer}. */
    void cancel();

    /** Host and port that were asked last; empty where nobody was. */
    default String authority() {
        return "";
    }

    /** Holds it back while the client reads more slowly than it speaks, or lets it go on. */
    void hold(boolean held);
}
