package org.gatehouse.chat.model;

import java.util.List;

/** What the name of a model stands for. */
public sealed interface Resolution {

    /** One model of the catalogue. */
    record Found(Model model) implements Resolution {}

    /**
     * No model, or more than one; also a model the caller may not use, so that it cannot be told from none.
     *
     * @param near ids that the name was probably meant to be, of models the caller may use
     */
    record Unknown(List<String> near) implements Resolution {

        public Unknown {
            near = List.copyOf(near);
        }
    }

    /** No catalogue was ever loaded: nothing can be said about the name. */
    record NeverLoaded() implements Resolution {}
}
