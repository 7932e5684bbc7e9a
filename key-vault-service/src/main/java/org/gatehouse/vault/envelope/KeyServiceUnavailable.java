package org.gatehouse.vault.envelope;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A key service could not be asked, or refuses to work. The message is for the operator's log and goes no further. */
public final class KeyServiceUnavailable extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final boolean passing;

    private KeyServiceUnavailable(String operatorMessage, boolean passing, @Nullable Throwable cause) {
        super(operatorMessage, cause);
        this.passing = passing;
    }

    public KeyServiceUnavailable(String operatorMessage) {
        this(operatorMessage, false, null);
    }

    public static KeyServiceUnavailable passing(String operatorMessage) {
        return new KeyServiceUnavailable(operatorMessage, true, null);
    }

    /** Load, a time-out, a lost connection: the same call may succeed a little later. */
    public static KeyServiceUnavailable passing(String operatorMessage, Throwable cause) {
        return new KeyServiceUnavailable(operatorMessage, true, cause);
    }

    /** Somebody has to change something first: a permission, a disabled key, a setting. */
    public static KeyServiceUnavailable lasting(String operatorMessage, Throwable cause) {
        return new KeyServiceUnavailable(operatorMessage, false, cause);
    }

    public boolean isPassing() {
        return passing;
    }
}
