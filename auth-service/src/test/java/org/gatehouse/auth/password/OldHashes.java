package org.gatehouse.auth.password;

import java.security.SecureRandom;
import org.gatehouse.auth.secret.RandomSource;
import org.gatehouse.auth.secret.Secret;

/** Hashes as an earlier, cheaper configuration made them. */
public final class OldHashes {

    private OldHashes() {}

    public static String of(String password) {
        return new Argon2(new RandomSource(new SecureRandom()))
                .hash(Secret.of(password), new HashingCost(1024, 1, 1))
                .text();
    }
}
