package org.gatehouse.kit.token;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * How the owner of a token proved who they are, and when; all of it is absent where a program speaks with an API key.
 *
 * @param acr {@code "1"} for one factor, {@code "2"} for two (RFC 9068, section 2.2.1)
 * @param amr the methods, in the words of RFC 8176: {@code pwd}, {@code otp}
 * @param at the last time of that ({@code auth_time}); no refresh moves it
 */
public record Authentication(Optional<String> acr, Set<String> amr, Optional<Instant> at) {

    /** Nobody was there. */
    public static final Authentication NONE = new Authentication(Optional.empty(), Set.of(), Optional.empty());

    public Authentication {
        amr = Set.copyOf(amr);
    }
}
