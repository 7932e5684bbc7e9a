package org.gatehouse.gateway.authn;

import java.net.InetAddress;
import java.util.Optional;

/** A credential that services do not take: it is traded at auth-service for a token of ours. */
sealed interface Exchangeable permits ApiKey, ForeignCredential {

    /** The one way out, for the exchange. */
    String reveal();

    KeyDigest digest();

    /** {@code subject_token_type} (RFC 8693, section 3). */
    String tokenType();

    /** Who brought it first, where that is worth telling: a login elsewhere is recorded when its token is traded. */
    default Optional<InetAddress> bearer() {
        return Optional.empty();
    }
}
