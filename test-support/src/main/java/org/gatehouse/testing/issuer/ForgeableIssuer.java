package org.gatehouse.testing.issuer;

import com.nimbusds.jose.jwk.RSAKey;
import java.net.URI;
import java.time.Instant;

/** An issuer whose signing key the test holds, so that whatever it never signs can be signed all the same. */
public interface ForgeableIssuer {

    /** The exact {@code iss} of its tokens. */
    String issuer();

    /** A token to bend: correct until something is changed. */
    TokenForge forge();

    RSAKey signingKey();

    /** Its time. */
    Instant now();

    URI address();

    URI jwksUrl();
}
