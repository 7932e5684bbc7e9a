package org.gatehouse.deploy.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OptionsTest {

    @Test
    void startsOneOfEachByDefault() throws CannotStart {
        assertThat(Options.parse(List.of()).replicasOf(Service.RELAY)).isEqualTo(1);
    }

    @Test
    void takesReplicasByTheShortOrTheFullName() throws CannotStart {
        var options = Options.parse(List.of("--replicas", "chat-relay=3,model-catalog-service=2"));

        assertThat(options.replicasOf(Service.RELAY)).isEqualTo(3);
        assertThat(options.replicasOf(Service.CATALOG)).isEqualTo(2);
    }

    @Test
    void startsAKeycloakOnlyWhenAskedAndItsTestUserOnlyByName() throws CannotStart {
        assertThat(Options.parse(List.of()).identity()).isEqualTo(Options.Identity.LOCAL);
        assertThat(Options.parse(List.of("--keycloak")).identity()).isEqualTo(Options.Identity.KEYCLOAK);
        assertThat(Options.parse(List.of("--keycloak-dev-user", "--keycloak")).identity())
                .isEqualTo(Options.Identity.KEYCLOAK_WITH_TEST_USER);
    }

    @Test
    void staysUnlessToldToDetach() throws CannotStart {
        assertThat(Options.parse(List.of()).detached()).isFalse();
        assertThat(Options.parse(List.of("--keycloak", "--detach")).detached()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--replicas=chat-relay",
                "--replicas=chat-relay=",
                "--replicas=chat-relay=0",
                "--replicas=chat-relay=17",
                "--replicas=chat-relay=-1",
                "--replicas=chat-relay=two",
                "--replicas=gateway=2",
                "--replicas=nothing=2",
                "--replicas=",
                "--replicas",
                "--keycloak=yes",
                "--help",
                "up"
            })
    void refusesWhatItDoesNotKnow(String argument) {
        assertThatThrownBy(() -> Options.parse(List.of(argument))).isInstanceOf(CannotStart.class);
    }
}
