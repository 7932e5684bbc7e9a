package org.gatehouse.kit.token;

/** Whether a token that is genuine and has not expired was taken back all the same; asked on every request, without I/O. */
public interface TokenStanding {

    boolean isRevoked(String token, Caller.User caller);
}
