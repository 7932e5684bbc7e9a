package org.gatehouse.auth.password;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.gatehouse.auth.secret.Secret;

/** Length and the list of common passwords, nothing else: rules of composition only move people to worse ones (NIST SP 800-63B). */
@Singleton
public final class PasswordPolicy {

    private static final int MIN_LENGTH = 8;
    private static final int MAX_LENGTH = 128;

    private final Set<String> common = read();

    /** What is wrong with the password, in words for its owner. */
    public Optional<String> objection(Secret password) {
        var text = password.reveal();
        var length = text.codePointCount(0, text.length());
        if (length < MIN_LENGTH || length > MAX_LENGTH) {
            return Optional.of("must have %d to %d characters".formatted(MIN_LENGTH, MAX_LENGTH));
        }
        return common.contains(text.toLowerCase(Locale.ROOT))
                ? Optional.of("is one of the most common passwords; choose another")
                : Optional.empty();
    }

    private static Set<String> read() {
        try (InputStream list = PasswordPolicy.class.getResourceAsStream("common-passwords.txt")) {
            if (list == null) {
                throw new IllegalStateException("the list of common passwords is missing");
            }
            return new String(list.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
