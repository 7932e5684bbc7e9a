package org.gatehouse.vault.command;

import java.io.PrintStream;
import java.util.List;

/** One verb of the command line; each lives beside what it does. */
public interface Command {

    String name();

    /** What the process ends with, so that a script knows what to do next. */
    enum Exit {
        DONE(0),
        /** The database or a key service could not be used; nothing is half done. */
        FAILED(1),
        USAGE(2),
        /** Nothing was done, and the words say why. */
        REFUSED(3),
        /** The audit is not as it was written. */
        BROKEN(4);

        private final int code;

        Exit(int code) {
            this.code = code;
        }

        public int code() {
            return code;
        }
    }

    /** @param screen what a person or a script reads; no secret is ever written to it */
    Exit run(List<String> arguments, PrintStream screen);
}
