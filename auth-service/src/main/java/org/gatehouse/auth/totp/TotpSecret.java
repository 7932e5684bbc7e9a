package org.gatehouse.auth.totp;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.util.encoders.Base32;
import org.gatehouse.auth.secret.RandomSource;
import org.gatehouse.auth.secret.Secret;

/** What an authenticator app and we share: 160 bits, six digits, thirty seconds, SHA-1, as every app knows it (RFC 6238). */
final class TotpSecret {

    private static final int BYTES = 20;
    private static final long STEP_SECONDS = 30;
    private static final String ISSUER = "Gatehouse";

    private final TimeBasedOneTimePasswordGenerator codes = new TimeBasedOneTimePasswordGenerator();
    private final byte[] bytes;

    private TotpSecret(byte[] bytes) {
        this.bytes = bytes;
    }

    static TotpSecret generate(RandomSource random) {
        return new TotpSecret(random.bytes(BYTES));
    }

    static TotpSecret of(byte[] bytes) {
        return new TotpSecret(bytes.clone());
    }

    byte[] bytes() {
        return bytes.clone();
    }

    /** For a person to type into an app. */
    Secret text() {
        return Secret.of(Base32.toBase32String(bytes));
    }

    /** For an app to read off a QR code. */
    Secret uri(String account) {
        var label = URLEncoder.encode(ISSUER + ":" + account, StandardCharsets.UTF_8)
                .replace("+", "%20");
        return Secret.of("otpauth://totp/%s?secret=%s&issuer=%s&algorithm=SHA1&digits=6&period=%d"
                .formatted(label, text().reveal(), ISSUER, STEP_SECONDS));
    }

    /** The time step whose code this is: the present one, or the one before or after it for clocks that differ. */
    OptionalLong stepOf(Secret code, Instant now) {
        var present = now.getEpochSecond() / STEP_SECONDS;
        return LongStream.of(present, present - 1, present + 1)
                .filter(step -> matches(code, step))
                .findFirst();
    }

    private boolean matches(Secret code, long step) {
        var key = new SecretKeySpec(bytes, "RAW");
        try {
            var right = codes.generateOneTimePasswordString(key, Instant.ofEpochSecond(step * STEP_SECONDS));
            return MessageDigest.isEqual(
                    right.getBytes(StandardCharsets.US_ASCII), code.reveal().getBytes(StandardCharsets.UTF_8));
        } catch (InvalidKeyException e) {
            throw new IllegalStateException(e);
        }
    }
}
