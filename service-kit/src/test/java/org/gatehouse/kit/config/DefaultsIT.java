package org.gatehouse.kit.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.env.Environment;
import io.micronaut.http.server.HttpServerConfiguration;
import io.micronaut.runtime.graceful.GracefulShutdownConfiguration;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import org.gatehouse.kit.app.KitApplication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The defaults are there, and a service's own configuration wins over them. */
final class DefaultsIT {

    @RegisterExtension
    static final KitApplication APP = KitApplication.started();

    @Test
    void listensOnLoopbackUnlessToldOtherwise() {
        assertThat(APP.bean(HttpServerConfiguration.class).getHost()).contains("127.0.0.1");
    }

    @Test
    void letsTheServicesOwnConfigurationWin() {
        assertThat(property("micronaut.server.max-request-size")).isEqualTo("4096");
        assertThat(property("micronaut.security.reject-not-found")).isEqualTo("false");
    }

    @Test
    void drainsBeforeItStops() {
        var shutdown = APP.bean(GracefulShutdownConfiguration.class);

        assertThat(shutdown.isEnabled()).isTrue();
        assertThat(shutdown.getGracePeriod()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void namesTheServiceAsItsOwnAudience() {
        assertThat(property("gatehouse.tokens.audience")).isEqualTo("kit-test-service");
        assertThat(property("gatehouse.client.id")).isEqualTo("kit-test-service");
    }

    @Test
    void inflatesNoRequest() {
        assertThat(property("micronaut.server.netty.request-decompression-enabled"))
                .isEqualTo("false");
    }

    @Test
    void writesTimesAsTextAndKeepsEmptyLists() {
        var body = "{\"name\":\"a\",\"count\":1,\"expires_at\":\"2026-11-22T10:00:00Z\",\"parts\":[]}";
        var answer = APP.send(
                APP.to("/things").header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)));

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.body()).isEqualTo(body);
    }

    @Test
    void leavesOutWhatIsAbsent() {
        var answer = APP.send(APP.to("/things")
                .header("Content-Type", "application/json; charset=utf-8")
                .POST(BodyPublishers.ofString("{\"count\":1,\"name\":\"ü\"}")));

        assertThat(answer.body()).isEqualTo("{\"name\":\"ü\",\"count\":1}");
    }

    @Test
    void handsRawBodiesOverUntouched() {
        var raw = "{\"a\":1, \"a\":2} trailing";
        var answer = APP.send(
                APP.to("/raw").header("Content-Type", "application/json").POST(BodyPublishers.ofString(raw)));

        assertThat(answer.body()).isEqualTo(raw);
    }

    private static String property(String name) {
        return APP.bean(Environment.class).getRequiredProperty(name, String.class);
    }
}
