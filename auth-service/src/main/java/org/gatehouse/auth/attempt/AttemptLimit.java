package org.gatehouse.auth.attempt;

import java.time.Duration;

/**
 * How many attempts in a row are free; each one after them must wait twice as long as the one before, up to a minute.
 *
 * @param free attempts without a wait
 */
record AttemptLimit(int free) {

    /** One account from one client network: somebody who looks for their own password is not in the way. */
    static final AttemptLimit ACCOUNT = new AttemptLimit(5);

    /** All accounts from one client network: room for an office, and for as many logins as may be hashed at once. */
    static final AttemptLimit NETWORK = new AttemptLimit(80);

    static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

    /** After so long without an attempt they are forgotten. */
    static final Duration MEMORY = Duration.ofMinutes(15);
}
