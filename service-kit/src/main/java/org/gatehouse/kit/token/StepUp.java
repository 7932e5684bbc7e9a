package org.gatehouse.kit.token;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.gatehouse.kit.problem.ErrorKind;
import org.gatehouse.kit.problem.PublicError;

/**
 * How well and how recently a caller must have been authenticated for what is dangerous (RFC 9470).
 *
 * @param acr the least level, {@code "1"} or {@code "2"}
 * @param maxAge how long ago at most
 */
public record StepUp(String acr, Duration maxAge) {

    private static final List<String> LEVELS = List.of("1", "2");

    public StepUp {
        if (!isLevel(acr) || !maxAge.isPositive()) {
            throw new IllegalArgumentException("acr must be 1 or 2 and max-age positive");
        }
    }

    public static boolean isLevel(String acr) {
        return LEVELS.contains(acr);
    }

    /** Never for an API key, whatever its token says: nobody was there to be asked. */
    public boolean isMetBy(Caller.User caller, Instant now) {
        var authentication = caller.authentication();
        return caller.keyId().isEmpty()
                && authentication
                        .acr()
                        .filter(level -> LEVELS.indexOf(level) >= LEVELS.indexOf(acr))
                        .isPresent()
                && authentication
                        .at()
                        .filter(at -> !at.isBefore(now.minus(maxAge)))
                        .isPresent();
    }

    /** The challenge that tells a client what to ask its user for. */
    public PublicError refusal() {
        var challenge = "Bearer error=\"insufficient_user_authentication\", acr_values=\"%s\", max_age=\"%d\""
                .formatted(acr, maxAge.toSeconds());
        var detail = acr.equals("1") ? "Log in again for this." : "Prove who you are with the second factor for this.";
        return PublicError.of(ErrorKind.STEP_UP_REQUIRED, detail).withHeader("WWW-Authenticate", challenge);
    }
}
