package org.gatehouse.auth.password;

/** The price of one guess: memory in KiB, passes over it, lanes. */
record HashingCost(int memoryKib, int passes, int lanes) {

    /** OWASP's choice for interactive logins: 19 MiB, two passes, one lane. */
    static final HashingCost CURRENT = new HashingCost(19 * 1024, 2, 1);

    HashingCost {
        if (memoryKib < 8 * lanes || passes < 1 || lanes < 1) {
            throw new IllegalArgumentException("Argon2 parameters out of range");
        }
    }
}
