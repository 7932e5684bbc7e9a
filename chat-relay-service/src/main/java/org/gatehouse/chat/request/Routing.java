package org.gatehouse.chat.request;

import java.util.List;

/**
 * What a request tells an upstream that is a gateway itself about other models: it is the upstream that acts on it, but with
 * our credential.
 *
 * @param named models by name, to be checked against those that the caller may use
 * @param unchecked members that may lead to other models, in ways that cannot be told from here
 */
public record Routing(List<Named> named, List<String> unchecked) {

    static final Routing NONE = new Routing(List.of(), List.of());

    public Routing {
        named = List.copyOf(named);
        unchecked = List.copyOf(unchecked);
    }

    /**
     * A model that the upstream may ask instead.
     *
     * @param param the member that names it
     */
    public record Named(String param, String model) {}
}
