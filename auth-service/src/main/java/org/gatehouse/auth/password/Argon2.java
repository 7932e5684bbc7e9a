package org.gatehouse.auth.password;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.text.Normalizer;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.gatehouse.auth.secret.RandomSource;
import org.gatehouse.auth.secret.Secret;

/** Argon2id over the NFC form of a password: how it was typed must not decide whether it is right. */
final class Argon2 {

    private static final int SALT_BYTES = 16;
    private static final int TAG_BYTES = 32;

    private final RandomSource random;

    Argon2(RandomSource random) {
        this.random = random;
    }

    PasswordHash hash(Secret password, HashingCost cost) {
        var salt = random.bytes(SALT_BYTES);
        return PasswordHash.of(cost, salt, tag(password, cost, salt));
    }

    boolean matches(Secret password, PasswordHash hash) {
        return MessageDigest.isEqual(hash.tag(), tag(password, hash.cost(), hash.salt()));
    }

    private static byte[] tag(Secret password, HashingCost cost, byte[] salt) {
        var generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(cost.memoryKib())
                .withIterations(cost.passes())
                .withParallelism(cost.lanes())
                .withSalt(salt)
                .build());
        var tag = new byte[TAG_BYTES];
        var normal = Normalizer.normalize(password.reveal(), Normalizer.Form.NFC);
        generator.generateBytes(normal.getBytes(StandardCharsets.UTF_8), tag);
        return tag;
    }
}
