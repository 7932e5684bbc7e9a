package org.gatehouse.catalog.upstream;

/** An upstream's credential. It leaves this type only as the value of an Authorization header. */
public record ApiKey(String exposed) {

    public ApiKey {
        if (!exposed.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new IllegalArgumentException("holds a character that cannot stand in a header");
        }
    }

    @Override
    public String toString() {
        return "ApiKey[redacted]";
    }
}
