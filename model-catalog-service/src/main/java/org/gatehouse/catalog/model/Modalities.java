package org.gatehouse.catalog.model;

import java.util.List;

/** What goes into a model and what comes out of it, in the words that upstreams use: {@code text}, {@code image}, {@code audio}, … Never empty. */
public record Modalities(List<String> input, List<String> output) {

    public Modalities {
        if (input.isEmpty() || output.isEmpty()) {
            throw new IllegalArgumentException("both sides must be known");
        }
        input = List.copyOf(input);
        output = List.copyOf(output);
    }
}
