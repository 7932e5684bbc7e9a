package org.gatehouse.chat.model;

/** What the name of a model stands for. */
public sealed interface Resolution {

    /** One model of the catalogue. */
    record Found(Model model) implements Resolution {}

    /** No model, or more than one; also a model the caller may not use, so that it cannot be told from none. */
    record Unknown() implements Resolution {}

    /** No catalogue was ever loaded: nothing can be said about the name. */
    record NeverLoaded() implements Resolution {}
}
