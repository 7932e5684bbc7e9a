package org.gatehouse.chat.translate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Takes members of one document over into another as they are; what is absent or null stays away.
 *
 * @param from the document in the one dialect
 * @param to the document in the other
 */
public record Members(JsonNode from, ObjectNode to) {

    public void copy(String... names) {
        for (String name : names) {
            copyAs(name, name);
        }
    }

    public void copyAs(String name, String otherName) {
        if (from.hasNonNull(name)) {
            to.set(otherName, from.path(name));
        }
    }
}
