package org.gatehouse.chat.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;

/** Numbers that JSON does not have: no client reads them. */
final class OddNumbers {

    private OddNumbers() {}

    /** Puts null in the place of each. */
    static void toNull(JsonNode tree) {
        var open = new ArrayDeque<JsonNode>();
        open.add(tree);
        while (!open.isEmpty()) {
            switch (open.remove()) {
                case ObjectNode object -> {
                    object.properties().forEach(member -> {
                        if (isOdd(member.getValue())) {
                            member.setValue(NullNode.getInstance());
                        }
                    });
                    object.forEach(open::add);
                }
                case ArrayNode array -> {
                    for (int i = 0; i < array.size(); i++) {
                        if (isOdd(array.get(i))) {
                            array.set(i, NullNode.getInstance());
                        }
                    }
                    array.forEach(open::add);
                }
                default -> {}
            }
        }
    }

    private static boolean isOdd(JsonNode value) {
        return (value.isDouble() || value.isFloat()) && !Double.isFinite(value.doubleValue());
    }
}
