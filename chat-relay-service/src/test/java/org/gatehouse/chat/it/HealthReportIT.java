package org.gatehouse.chat.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.gatehouse.chat.it.CatalogueStub.Reported;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the relay tells the catalogue of its upstreams, and that nothing hangs on it. */
class HealthReportIT {

    @RegisterExtension
    static final RelayRig relay = RelayRig.start(Map.of("gatehouse.relay.reports.every", "1s"));

    @AfterEach
    void mend() {
        relay.catalogue().answerReportsWith(204);
        relay.catalogue().userKey(null);
    }

    @Test
    void tellsAllThatWasAskedLatelyAndKeepsTellingUnderOneName() {
        relay.chat(RelayRig.body("mock/large", true, "mock:chunks=2"));
        relay.chat(RelayRig.body("answering", false, ""));

        var first = await(report -> report.body().contains("up/answering"));
        assertThat(first.body())
                .containsPattern(
                        "\\{\"upstream\":\"mock\",\"upstream_model\":\"up/large\",\"status\":\"healthy\",\"time_to_first_token_ms\":\\d+}")
                .contains("{\"upstream\":\"responding\",\"upstream_model\":\"up/answering\",\"status\":\"healthy\"}");
        assertThat(await(report -> true).path()).isEqualTo(first.path());
    }

    @Test
    void tellsSoonAfterATargetWentDown() {
        for (int i = 0; i < 3; i++) {
            relay.chat(RelayRig.body("refusing", false, ""));
        }

        await(report ->
                report.body().contains("\"upstream\":\"refusing\",\"upstream_model\":\"x\",\"status\":\"down\"}"));
    }

    @Test
    void holdsTheVaultsSilenceAgainstNoUpstream() {
        relay.catalogue().userKey("");
        for (int i = 0; i < 3; i++) {
            assertThat(relay.chat(RelayRig.body("keyed", false, "")).status()).isEqualTo(502);
        }

        assertThat(await(report -> true).body()).doesNotContain("\"keyed\"");
    }

    @Test
    void answersAsEverWhileTheCatalogueTakesNoReportsAndTellsItAllAfterwards() {
        relay.catalogue().answerReportsWith(503);
        for (int i = 0; i < 20; i++) {
            assertThat(relay.chat(RelayRig.body("claude", true, "mock:chunks=1"))
                            .status())
                    .isEqualTo(200);
        }
        relay.catalogue().answerReportsWith(204);

        await(report -> report.body().contains("\"upstream\":\"anthropic\",\"upstream_model\":\"up/claude\""));
    }

    /** The first report from now on that fits. */
    private static Reported await(Predicate<Reported> fits) {
        List<Reported> reports = relay.catalogue().reports();
        int before = reports.size();
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (System.nanoTime() < deadline) {
            for (Reported report : reports.subList(before, reports.size())) {
                if (fits.test(report)) {
                    return report;
                }
            }
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
        throw new AssertionError("no such report: " + reports);
    }
}
