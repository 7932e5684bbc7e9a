package org.gatehouse.kit.json;

/** A value in a JSON body that no field of ours takes, and the place where it stands. */
public final class RefusedValue extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String field;
    private final String problem;

    RefusedValue(String field, String problem) {
        super(problem);
        this.field = field;
        this.problem = problem;
    }

    /** The field as the caller writes it; empty for the body itself. */
    public String field() {
        return field;
    }

    /** In words for the caller. */
    public String problem() {
        return problem;
    }
}
