package org.gatehouse.gateway.route;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Values by path pattern: found by one hash look-up when the path is literal, else by one per segment. A literal
 * segment goes before a parameter, a parameter before the rest.
 */
final class PathTree<T> {

    private static final class Node<T> {
        private final Map<String, Node<T>> literals = new HashMap<>();
        private @Nullable Node<T> any;
        private @Nullable T here;
        private @Nullable T rest;
    }

    private final Map<String, T> literalPaths = new HashMap<>();
    private final Node<T> root = new Node<>();

    /** The value of the pattern, a fresh one from now on if it had none. */
    T at(PathPattern pattern, Supplier<T> fresh) {
        var literal = pattern.literal();
        if (literal.isPresent()) {
            return literalPaths.computeIfAbsent(literal.get(), _ -> fresh.get());
        }
        var node = root;
        for (var segment : pattern.segments()) {
            switch (segment) {
                case PathPattern.Segment.Literal(var text) ->
                    node = node.literals.computeIfAbsent(text, _ -> new Node<>());
                case PathPattern.Segment.Any() -> node = node.any == null ? (node.any = new Node<>()) : node.any;
                case PathPattern.Segment.Rest() -> {
                    return node.rest == null ? (node.rest = fresh.get()) : node.rest;
                }
            }
        }
        return node.here == null ? (node.here = fresh.get()) : node.here;
    }

    Optional<T> find(String path) {
        var literal = literalPaths.get(path);
        return literal != null ? Optional.of(literal) : Optional.ofNullable(find(root, path, 1));
    }

    private static <T> @Nullable T find(Node<T> node, String path, int from) {
        if (from > path.length()) {
            return node.here;
        }
        int slash = path.indexOf('/', from);
        int end = slash < 0 ? path.length() : slash;
        if (end == from) {
            return null;
        }
        var literal = node.literals.get(path.substring(from, end));
        var found = literal == null ? null : find(literal, path, end + 1);
        if (found == null && node.any != null) {
            found = find(node.any, path, end + 1);
        }
        return found == null ? node.rest : found;
    }
}
