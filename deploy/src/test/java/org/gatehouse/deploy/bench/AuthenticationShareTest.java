package org.gatehouse.deploy.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AuthenticationShareTest {

    private static AuthenticationShare.Share of(int all, int inAuthentication) {
        var share = new AuthenticationShare.Share();
        for (int i = 0; i < all; i++) {
            share.add(i < inAuthentication);
        }
        return share;
    }

    @Test
    void isToldWithHowFarItMayBeOff() {
        assertThat(of(1000, 40)).hasToString("4.0 ± 1.2 % of 1000 samples");
    }

    @Test
    void isNotMadeUpOfTooFewSamples() {
        assertThat(of(999, 40)).hasToString("unknown, only 999 samples were taken of the 1000 it needs");
    }
}
