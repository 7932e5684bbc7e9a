package org.gatehouse.testing.issuer;

/** A token no service may accept, with a name for the report. */
public record HostileToken(String name, String token) {

    @Override
    public String toString() {
        return name;
    }
}
