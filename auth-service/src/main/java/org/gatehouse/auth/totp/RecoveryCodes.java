package org.gatehouse.auth.totp;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.gatehouse.auth.secret.Digest;
import org.gatehouse.auth.secret.RandomSource;
import org.gatehouse.auth.secret.Secret;

/** What stands in for a lost authenticator: ten codes of 100 random bits, each good once. */
final class RecoveryCodes {

    private static final String ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789";
    private static final int COUNT = 10;
    private static final int GROUPS = 4;
    private static final int GROUP_CHARS = 5;

    private RecoveryCodes() {}

    static List<Secret> generate(RandomSource random) {
        return Stream.generate(() -> code(random)).limit(COUNT).toList();
    }

    private static Secret code(RandomSource random) {
        return Secret.of(String.join(
                "-",
                Stream.generate(() -> random.text(ALPHABET, GROUP_CHARS))
                        .limit(GROUPS)
                        .toList()));
    }

    /** However it is typed: in capitals, with spaces, without the dashes. */
    static Digest digest(Secret typed) {
        return Digest.of(Secret.of(
                typed.reveal().toLowerCase(Locale.ROOT).replace("-", "").replace(" ", "")));
    }
}
