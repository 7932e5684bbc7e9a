package org.gatehouse.auth.it;

import static org.gatehouse.auth.it.AuthService.json;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.security.InvalidKeyException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.util.encoders.Base32;

/** An authenticator app that holds one account, and never shows a code twice. */
final class Authenticator {

    static final Duration STEP = Duration.ofSeconds(30);

    private final AuthService auth;
    private final SecretKeySpec key;
    private final List<String> recoveryCodes;

    private Authenticator(AuthService auth, Answer enrolment) {
        this.auth = auth;
        this.key = new SecretKeySpec(Base32.decode(enrolment.text("secret")), "RAW");
        this.recoveryCodes = enrolment.texts("recovery_codes");
    }

    static Authenticator begin(AuthService auth, String token) {
        var enrolment = auth.post("/api/v1/auth/mfa/totp", token, "{}");
        if (enrolment.status() != 201) {
            throw new AssertionError(enrolment);
        }
        return new Authenticator(auth, enrolment);
    }

    /** Set up and confirmed. */
    static Authenticator enrol(AuthService auth, String token) {
        var authenticator = begin(auth, token);
        var confirmed = auth.post("/api/v1/auth/mfa/totp/confirm", token, json("otp", authenticator.code()));
        if (confirmed.status() != 204) {
            throw new AssertionError(confirmed);
        }
        return authenticator;
    }

    String code() {
        return codeAt(auth.bean(InstantSource.class).instant());
    }

    /** Waits for the next one to show. */
    String nextCode() {
        auth.pass(STEP);
        return code();
    }

    String codeAt(Instant time) {
        try {
            return new TimeBasedOneTimePasswordGenerator().generateOneTimePasswordString(key, time);
        } catch (InvalidKeyException e) {
            throw new AssertionError(e);
        }
    }

    String recoveryCode(int at) {
        return recoveryCodes.get(at);
    }
}
