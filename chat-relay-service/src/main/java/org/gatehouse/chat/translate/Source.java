package org.gatehouse.chat.translate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Set;
import org.gatehouse.chat.upstream.Dropped;

/** An object that a client sent, read member by member: whatever nobody has read is told as dropped. */
public final class Source {

    private final JsonNode object;
    private final Dropped dropped;
    private final Set<String> read = new HashSet<>();

    public Source(JsonNode object, Dropped dropped) {
        this.object = object;
        this.dropped = dropped;
    }

    /** The member, which counts as carried over from here on. */
    public JsonNode take(String name) {
        read.add(name);
        return object.path(name);
    }

    /** The member, which stays dropped unless it is taken too. */
    public JsonNode look(String name) {
        return object.path(name);
    }

    /** These are understood without being carried over. */
    public void know(String... names) {
        read.addAll(Set.of(names));
    }

    /** Takes members over as they are; what is absent or null stays away. */
    public void copy(ObjectNode to, String... names) {
        for (String name : names) {
            copyAs(to, name, name);
        }
    }

    public void copyAs(ObjectNode to, String name, String otherName) {
        JsonNode value = take(name);
        if (!value.isMissingNode() && !value.isNull()) {
            to.set(otherName, value);
        }
    }

    /** What is not carried over though it was read. */
    public void drop(String name) {
        dropped.add(name);
    }

    public Dropped dropped() {
        return dropped;
    }

    /** Names all that was not read; null means nothing, and so loses nothing. */
    public void close() {
        object.properties().forEach(member -> {
            if (!read.contains(member.getKey()) && !member.getValue().isNull()) {
                dropped.add(member.getKey());
            }
        });
    }
}
