package org.gatehouse.kit.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.micronaut.context.ApplicationContext;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.gatehouse.kit.config.SettingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the framework throws for a bad setting, and the line an operator sees instead. */
final class StartFailureTest {

    private static final Map<String, String> VARIABLES = Map.of(
            "sample.delay", "${GATEHOUSE_SAMPLE_DELAY:10ms}",
            "sample.limit", "${GATEHOUSE_SAMPLE_LIMIT:5}",
            "gatehouse.tokens.issuer", "${GATEHOUSE_ISSUER:`http://localhost:8080`}",
            "gatehouse.client.secret", "${GATEHOUSE_KIT_CLIENT_SECRET}");

    private final StartFailure description = new StartFailure(property -> Optional.ofNullable(VARIABLES.get(property)));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sample.delay            | soon                 | GATEHOUSE_SAMPLE_DELAY is no valid Duration",
                "sample.limit            | five                 | GATEHOUSE_SAMPLE_LIMIT is no valid int",
                "sample.limit            | 0                    | GATEHOUSE_SAMPLE_LIMIT must be greater than or equal to 1",
                "sample.limit            | ${GATEHOUSE_ABSENT}  | GATEHOUSE_ABSENT is not set",
                "gatehouse.tokens.issuer | ''                   | GATEHOUSE_ISSUER must not be blank",
                "gatehouse.tokens.auth-url | nowhere            | GATEHOUSE_AUTH_URL must be an http or https address such as http://127.0.0.1:8101",
                "gatehouse.client.secret | short                | GATEHOUSE_KIT_CLIENT_SECRET must have at least 32 characters",
                "gatehouse.client.secret | ${GATEHOUSE_KIT_CLIENT_SECRET} | GATEHOUSE_KIT_CLIENT_SECRET is not set",
                "micronaut.server.port   | http                 | micronaut.server.port is no valid int",
            })
    void namesTheVariable(String property, String value, String line) {
        var failure = catchThrowable(
                () -> ApplicationContext.run(Map.of(property, value)).close());

        assertThat(description.describe(failure)).contains(line);
    }

    @Test
    void namesAPropertyThatNothingSets() {
        var failure = new IllegalStateException(
                "Error resolving property value [gatehouse.client.secret]. Property doesn't exist");

        assertThat(description.describe(failure)).contains("GATEHOUSE_KIT_CLIENT_SECRET is not set");
    }

    @Test
    void findsOurOwnRefusalUnderWhatTheFrameworkWrapsAroundIt() {
        var failure = new IllegalStateException(
                "bean", new IllegalStateException(new SettingException("GATEHOUSE_X", "is odd")));

        assertThat(description.describe(failure)).contains("GATEHOUSE_X is odd");
    }

    @Test
    void saysThatTheDatabaseIsAway() {
        var failure = new IllegalStateException("pool", new SQLException("Connection to 127.0.0.1:5432 refused."));

        assertThat(description.describe(failure))
                .contains("the database cannot be used: Connection to 127.0.0.1:5432 refused.");
    }

    @Test
    void neverRepeatsAValueThatMayBeASecret() {
        var failure = catchThrowable(
                () -> ApplicationContext.run(Map.of("gatehouse.client.secret", "canary", "sample.limit", "canary-2"))
                        .close());

        assertThat(description.describe(Objects.requireNonNull(failure)).orElseThrow())
                .doesNotContain("canary");
    }

    @Test
    void admitsThatItDoesNotKnow() {
        assertThat(description.describe(new IllegalStateException("some bug"))).isEmpty();
        assertThat(description.describe(new IllegalStateException())).isEmpty();
    }
}
