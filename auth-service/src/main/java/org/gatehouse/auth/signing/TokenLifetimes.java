package org.gatehouse.auth.signing;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;
import java.util.stream.Stream;
import org.gatehouse.kit.config.SettingException;
import org.gatehouse.kit.token.AccessTokenVerifier;

/** How long what we issue is good for; the refresh token's is the life of the whole session, however often it is renewed. */
@ConfigurationProperties("gatehouse.lifetimes")
public record TokenLifetimes(
        @Bindable(defaultValue = "30m") Duration accessToken,
        @Bindable(defaultValue = "7d") Duration refreshToken,
        @Bindable(defaultValue = "1h") Duration apiKeyToken,
        @Bindable(defaultValue = "5m") Duration serviceToken) {

    public TokenLifetimes {
        check("GATEHOUSE_ACCESS_TOKEN_LIFETIME", accessToken, Duration.ofHours(24));
        check("GATEHOUSE_REFRESH_TOKEN_LIFETIME", refreshToken, Duration.ofDays(365));
        check("GATEHOUSE_API_KEY_TOKEN_LIFETIME", apiKeyToken, Duration.ofHours(24));
        check("gatehouse.lifetimes.service-token", serviceToken, Duration.ofHours(1));
    }

    /** After this long no access token issued before is accepted by anyone. */
    public Duration longest() {
        return Stream.of(accessToken, apiKeyToken, serviceToken)
                .reduce(Duration.ZERO, (a, b) -> a.compareTo(b) > 0 ? a : b)
                .plus(AccessTokenVerifier.CLOCK_SKEW);
    }

    private static void check(String setting, Duration value, Duration most) {
        if (value.compareTo(Duration.ofSeconds(1)) < 0 || value.compareTo(most) > 0) {
            throw new SettingException(setting, "must be between 1s and " + most.toHours() + "h");
        }
    }
}
