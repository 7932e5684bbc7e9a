package org.gatehouse.kit.token;

import java.util.Optional;

/** Where verification keys come from: over HTTP in most services, straight from its own store in auth-service. */
public interface KeySource {

    /** The keys at hand, without any I/O; empty when none was ever loaded or the last load is too long ago. */
    Optional<VerificationKeys> known();

    /**
     * Looks for newer keys, sparing the issuer (single flight, spaced); may block.
     *
     * @return the keys as the issuer has them now; empty while nobody can tell, whatever is at hand from before
     */
    Optional<VerificationKeys> refreshed();
}
