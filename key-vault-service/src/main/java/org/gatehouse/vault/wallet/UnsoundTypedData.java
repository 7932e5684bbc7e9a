package org.gatehouse.vault.wallet;

import java.io.Serial;

/** Unwinds the encoder; never leaves this package. */
final class UnsoundTypedData extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;
}
