package org.gatehouse.auth.signing;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/** How long one key signs, and how long before that it is shown, so that every verifier has it in time. */
@ConfigurationProperties("gatehouse.signing")
record SigningConfig(
        @Bindable(defaultValue = "30d") Duration rotationPeriod,
        @Bindable(defaultValue = "1h") Duration publishedAhead) {

    SigningConfig {
        if (publishedAhead.isNegative() || rotationPeriod.compareTo(publishedAhead.multipliedBy(2)) < 0) {
            throw new IllegalArgumentException(
                    "gatehouse.signing.rotation-period must be at least twice gatehouse.signing.published-ahead");
        }
    }
}
