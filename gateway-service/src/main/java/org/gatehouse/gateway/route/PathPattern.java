package org.gatehouse.gateway.route;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A path as routes are written: {@code /a/b}, {@code /a/{id}} for one segment, {@code /a/**} for one or more. */
record PathPattern(List<Segment> segments) {

    sealed interface Segment {
        record Literal(String text) implements Segment {}

        record Any() implements Segment {}

        record Rest() implements Segment {}
    }

    private static final Pattern LITERAL = Pattern.compile("[A-Za-z0-9._~-]+");
    private static final Pattern PARAMETER = Pattern.compile("\\{[a-z_]+}");

    PathPattern {
        segments = List.copyOf(segments);
    }

    /** Empty when the text is not a pattern: dot segments, empty segments and {@code **} before the end included. */
    static Optional<PathPattern> parse(String text) {
        if (!text.startsWith("/")) {
            return Optional.empty();
        }
        if (text.length() == 1) {
            return Optional.of(new PathPattern(List.of()));
        }
        var parts = List.of(text.substring(1).split("/", -1));
        var segments = parts.stream()
                .map(PathPattern::segment)
                .flatMap(Optional::stream)
                .toList();
        boolean whole = segments.size() == parts.size();
        boolean restOnlyLast =
                segments.stream().limit(parts.size() - 1L).noneMatch(segment -> segment instanceof Segment.Rest);
        return whole && restOnlyLast ? Optional.of(new PathPattern(segments)) : Optional.empty();
    }

    /** The one path it stands for, unless it has parameters. */
    Optional<String> literal() {
        var path = new StringBuilder();
        for (var segment : segments) {
            if (!(segment instanceof Segment.Literal(var text))) {
                return Optional.empty();
            }
            path.append('/').append(text);
        }
        return Optional.of(path.isEmpty() ? "/" : path.toString());
    }

    /** What every path it stands for begins with, when nothing but literals stand before its {@code **}. */
    Optional<String> prefixBeforeRest() {
        return endsInRest()
                ? new PathPattern(segments.subList(0, segments.size() - 1))
                        .literal()
                        .map(path -> path + "/")
                : Optional.empty();
    }

    boolean endsInRest() {
        return !segments.isEmpty() && segments.getLast() instanceof Segment.Rest;
    }

    private static Optional<Segment> segment(String part) {
        if (part.equals("**")) {
            return Optional.of(new Segment.Rest());
        }
        if (PARAMETER.matcher(part).matches()) {
            return Optional.of(new Segment.Any());
        }
        boolean literal = LITERAL.matcher(part).matches() && !part.equals(".") && !part.equals("..");
        return literal ? Optional.of(new Segment.Literal(part)) : Optional.empty();
    }

    @Override
    public String toString() {
        return segments.isEmpty()
                ? "/"
                : segments.stream()
                        .map(segment -> switch (segment) {
                            case Segment.Literal(var text) -> "/" + text;
                            case Segment.Any() -> "/{}";
                            case Segment.Rest() -> "/**";
                        })
                        .collect(Collectors.joining());
    }
}
