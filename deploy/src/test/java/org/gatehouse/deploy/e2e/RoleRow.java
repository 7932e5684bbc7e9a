package org.gatehouse.deploy.e2e;

import java.util.Comparator;
import java.util.Set;

/** An operation and who may call it, read off the route it takes. */
record RoleRow(String method, String path, String service, String access, String pattern)
        implements Comparable<RoleRow> {

    static final String NOBODY = "nobody";
    static final String GUEST = "guest";
    static final String USER = "user";
    static final String ADMIN = "admin";
    static final String STEPPED_UP = "admin with a second factor";

    enum Verdict {
        PASSES,
        UNAUTHENTICATED,
        FORBIDDEN,
        STEP_UP
    }

    Verdict verdict(String role) {
        var permission = access.split(",", -1)[0];
        if (permission.equals("public")) {
            return Verdict.PASSES;
        }
        if (role.equals(NOBODY)) {
            return Verdict.UNAUTHENTICATED;
        }
        if (!permission.equals("authenticated") && !permissions(role).contains(permission)) {
            return Verdict.FORBIDDEN;
        }
        return access.contains("acr 2") && !role.equals(STEPPED_UP) ? Verdict.STEP_UP : Verdict.PASSES;
    }

    private static Set<String> permissions(String role) {
        return switch (role) {
            case GUEST -> Set.of("read");
            case USER -> Set.of("read", "write", "execute");
            default -> Set.of("read", "write", "execute", "admin");
        };
    }

    /** As it stands in the documentation. */
    String line() {
        return "| %s `%s` | %s | %s | %s | %s | %s |"
                .formatted(method, path, permission(), mark(NOBODY), mark(GUEST), mark(USER), mark(ADMIN));
    }

    private String permission() {
        return access.replaceFirst(", step-up to acr (.) within PT(.*)M", ", step-up to $1 within $2 min");
    }

    private String mark(String role) {
        return switch (verdict(role)) {
            case PASSES -> "yes";
            case STEP_UP -> "step-up";
            case UNAUTHENTICATED, FORBIDDEN -> "–";
        };
    }

    /** Literal segments first, a rest last. */
    int vagueness() {
        return pattern.split("\\{", -1).length - 1 + (pattern.endsWith("**") ? 100 : 0);
    }

    static boolean matches(String pattern, String path) {
        var wanted = pattern.split("/", -1);
        var segments = path.split("/", -1);
        for (int i = 0; i < wanted.length; i++) {
            if (wanted[i].equals("**")) {
                return segments.length > i;
            }
            if (i >= segments.length || !(wanted[i].startsWith("{") || wanted[i].equals(segments[i]))) {
                return false;
            }
        }
        return segments.length == wanted.length;
    }

    @Override
    public int compareTo(RoleRow other) {
        return Comparator.comparing(RoleRow::path)
                .thenComparing(RoleRow::method)
                .compare(this, other);
    }
}
