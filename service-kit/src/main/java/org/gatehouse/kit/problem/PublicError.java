package org.gatehouse.kit.problem;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An error as the caller may see it: it never holds the text of an exception or anything internal. */
public record PublicError(
        ErrorKind kind, String detail, @Nullable String param, List<FieldError> errors, Map<String, String> headers) {

    private static final String CHALLENGE = "Bearer realm=\"gatehouse\", error=\"invalid_token\"";

    public PublicError {
        errors = List.copyOf(errors);
        headers = Map.copyOf(headers);
    }

    public static PublicError of(ErrorKind kind, String detail) {
        return new PublicError(kind, detail, null, List.of(), Map.of());
    }

    /** The one answer to every credential that is missing, malformed, expired, revoked or unknown (RFC 6750). */
    public static PublicError unauthenticated() {
        return of(ErrorKind.UNAUTHENTICATED, "A valid credential is required.")
                .withHeader("WWW-Authenticate", CHALLENGE);
    }

    /** A user's token came to a service without the edge's own beside it. */
    public static PublicError notByTheEdge() {
        return of(
                        ErrorKind.UNAUTHENTICATED,
                        "Users' requests are taken from the edge only: its own token is missing or not valid.")
                .withHeader("WWW-Authenticate", CHALLENGE);
    }

    public static PublicError invalid(String field, String message) {
        return invalid(List.of(new FieldError(field, message)));
    }

    public static PublicError invalid(List<FieldError> errors) {
        var first = errors.getFirst();
        var detail = "%s: %s".formatted(first.field(), first.message());
        return new PublicError(ErrorKind.INVALID_REQUEST, detail, first.field(), errors, Map.of());
    }

    public PublicError withParam(String name) {
        return new PublicError(kind, detail, name, errors, headers);
    }

    public PublicError withHeader(String name, String value) {
        var all = new TreeMap<>(headers);
        all.put(name, value);
        return new PublicError(kind, detail, param, errors, all);
    }
}
