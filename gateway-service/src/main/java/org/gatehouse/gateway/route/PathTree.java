package org.gatehouse.gateway.route;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Values by path pattern: found by one hash look-up when the path is literal, else by one per segment. A literal
 * segment goes before a parameter, a parameter before the rest.
 */
final class PathTree<T> {

    /** No literal segment can be this one. */
    private static final String ANY = "*";

    private static final class Node<T> {
        private final Map<String, Node<T>> children = new HashMap<>();
        private @Nullable T here;
        private @Nullable T rest;

        Node<T> child(String segment) {
            return children.computeIfAbsent(segment, _ -> new Node<>());
        }
    }

    private final Map<String, T> literalPaths = new HashMap<>();
    private final Node<T> root = new Node<>();

    Optional<T> get(PathPattern pattern) {
        var literal = pattern.literal();
        if (literal.isPresent()) {
            return Optional.ofNullable(literalPaths.get(literal.get()));
        }
        var node = nodeOf(pattern);
        return Optional.ofNullable(pattern.endsInRest() ? node.rest : node.here);
    }

    void put(PathPattern pattern, T value) {
        var literal = pattern.literal();
        if (literal.isPresent()) {
            literalPaths.put(literal.get(), value);
        } else if (pattern.endsInRest()) {
            nodeOf(pattern).rest = value;
        } else {
            nodeOf(pattern).here = value;
        }
    }

    private Node<T> nodeOf(PathPattern pattern) {
        var node = root;
        for (var segment : pattern.segments()) {
            node = switch (segment) {
                case PathPattern.Segment.Literal(var text) -> node.child(text);
                case PathPattern.Segment.Any() -> node.child(ANY);
                case PathPattern.Segment.Rest() -> node;
            };
        }
        return node;
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
        var found = below(node, path.substring(from, end), path, end + 1);
        if (found == null) {
            found = below(node, ANY, path, end + 1);
        }
        return found == null ? node.rest : found;
    }

    private static <T> @Nullable T below(Node<T> node, String segment, String path, int from) {
        var child = node.children.get(segment);
        return child == null ? null : find(child, path, from);
    }
}
