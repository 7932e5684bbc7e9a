package org.gatehouse.auth.password;

import java.util.Base64;
import java.util.regex.Pattern;

/** A stored password: salt and tag with the parameters that made them, written in the PHC string format. */
public record PasswordHash(String text) {

    private static final Pattern PHC = Pattern.compile(
            "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,3}),p=(\\d{1,2})\\$([A-Za-z0-9+/]{22})\\$([A-Za-z0-9+/]{43})");

    /** The hash of no password at all: nobody finds what has a tag of zeros. */
    public static final PasswordHash NONE = of(HashingCost.CURRENT, new byte[16], new byte[32]);

    public PasswordHash {
        if (!PHC.matcher(text).matches()) {
            throw new IllegalArgumentException("not an Argon2id hash");
        }
    }

    static PasswordHash of(HashingCost cost, byte[] salt, byte[] tag) {
        var base64 = Base64.getEncoder().withoutPadding();
        return new PasswordHash("$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
                .formatted(
                        cost.memoryKib(),
                        cost.passes(),
                        cost.lanes(),
                        base64.encodeToString(salt),
                        base64.encodeToString(tag)));
    }

    HashingCost cost() {
        return new HashingCost(Integer.parseInt(part(1)), Integer.parseInt(part(2)), Integer.parseInt(part(3)));
    }

    byte[] salt() {
        return Base64.getDecoder().decode(part(4));
    }

    byte[] tag() {
        return Base64.getDecoder().decode(part(5));
    }

    @Override
    public String toString() {
        return "***";
    }

    private String part(int group) {
        var matcher = PHC.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalStateException("checked at construction");
        }
        return matcher.group(group);
    }
}
