package org.gatehouse.deploy.e2e;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.io.ByteArrayOutputStream;
import java.security.InvalidKeyException;
import java.time.Instant;
import java.util.List;
import javax.crypto.spec.SecretKeySpec;

/** An authenticator app: three codes are good at any moment, and each is shown once, the oldest first. */
final class Authenticator {
    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int STEP_SECONDS = 30;

    private final SecretKeySpec key;
    private final List<String> recoveryCodes;
    private Instant next = Instant.now().minusSeconds(STEP_SECONDS);

    private Authenticator(String secret, List<String> recoveryCodes) {
        this.key = new SecretKeySpec(decode(secret), "RAW");
        this.recoveryCodes = recoveryCodes;
    }

    /** Set up for the account of a session that has just begun, and confirmed. */
    static Authenticator enrol(Client client, String accessToken) {
        var json = client.send("POST", "/api/v1/auth/mfa/totp", accessToken, "{}")
                .expect(201)
                .json();
        var codes = json.path("recovery_codes")
                .valueStream()
                .map(code -> code.asText())
                .toList();
        var authenticator = new Authenticator(json.path("secret").asText(), codes);
        client.send("POST", "/api/v1/auth/mfa/totp/confirm", accessToken, authenticator.body())
                .expect(204);
        return authenticator;
    }

    String recoveryCode(int at) {
        return recoveryCodes.get(at);
    }

    String code() {
        var oldest = Instant.now().minusSeconds(STEP_SECONDS);
        next = next.isBefore(oldest) ? oldest : next;
        try {
            var code = new TimeBasedOneTimePasswordGenerator().generateOneTimePasswordString(key, next);
            next = next.plusSeconds(STEP_SECONDS);
            return code;
        } catch (InvalidKeyException e) {
            throw new AssertionError(e);
        }
    }

    String body() {
        return "{\"otp\":\"" + code() + "\"}";
    }

    private static byte[] decode(String text) {
        var bytes = new ByteArrayOutputStream();
        int bits = 0;
        int held = 0;
        for (int i = 0; i < text.length(); i++) {
            held = (held << 5 | BASE32.indexOf(text.charAt(i))) & 0xfff;
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                bytes.write(held >> bits);
            }
        }
        return bytes.toByteArray();
    }
}
