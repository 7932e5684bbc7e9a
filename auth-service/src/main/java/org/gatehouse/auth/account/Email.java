package org.gatehouse.auth.account;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** An e-mail address as it is stored and compared: trimmed, NFC, lower case. */
public record Email(String value) {

    private static final int MAX_LENGTH = 254;
    private static final Pattern SHAPE =
            Pattern.compile("[^\\s\\p{Cntrl}@<>,;\"]{1,64}@[^\\s\\p{Cntrl}@<>,;\"]{1,190}");

    public static Optional<Email> parse(String text) {
        var normal = Normalizer.normalize(text.strip(), Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
        return normal.length() <= MAX_LENGTH && SHAPE.matcher(normal).matches()
                ? Optional.of(new Email(normal))
                : Optional.empty();
    }
}
