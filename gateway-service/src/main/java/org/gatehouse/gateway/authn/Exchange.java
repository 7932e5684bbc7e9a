package org.gatehouse.gateway.authn;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.json.JsonMapper;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.gatehouse.gateway.service.InternalHttp;
import org.gatehouse.gateway.service.Services;
import org.gatehouse.kit.token.AccessTokenVerifier;
import org.gatehouse.kit.token.AccessTokenVerifier.Verdict;
import org.gatehouse.kit.token.Caller;
import org.gatehouse.kit.token.ClientConfig;
import org.gatehouse.kit.token.ServiceTokenUnavailableException;
import org.jspecify.annotations.Nullable;

/** Trades a credential for an access token at auth-service (RFC 8693). Blocks: virtual threads only. */
@Singleton
final class Exchange {

    sealed interface Exchanged {

        record Granted(String token, Caller.User caller) implements Exchanged {
            @Override
            public String toString() {
                return "Granted[" + caller.accountId() + "]";
            }
        }

        /** Unknown, deleted or expired: auth-service said so. */
        record Refused() implements Exchanged {}

        /** Nothing can be said about the credential. */
        record Unavailable(String internalReason) implements Exchanged {}
    }

    @Serdeable
    @JsonIgnoreProperties(ignoreUnknown = true)
    record TokenAnswer(
            @JsonProperty("access_token") @Nullable String accessToken) {}

    @Serdeable
    @JsonIgnoreProperties(ignoreUnknown = true)
    record ErrorAnswer(@Nullable String error) {}

    private static final String FORM =
            "grant_type=" + ClientConfig.encode("urn:ietf:params:oauth:grant-type:token-exchange")
                    + "&audience=gatehouse&subject_token_type=";

    private final InternalHttp http;
    private final Services services;
    private final OwnCredentials own;
    private final AuthnConfig config;
    private final AccessTokenVerifier verifier;
    private final JsonMapper json;

    Exchange(
            InternalHttp http,
            Services services,
            OwnCredentials own,
            AuthnConfig config,
            AccessTokenVerifier verifier,
            JsonMapper json) {
        this.http = http;
        this.services = services;
        this.own = own;
        this.config = config;
        this.verifier = verifier;
        this.json = json;
    }

    Exchanged exchange(Exchangeable credential) {
        try {
            var addresses = services.auth().at("/token");
            return read(http.ask(addresses, config.exchangeTimeout(), request -> shape(request, credential)));
        } catch (IOException | ServiceTokenUnavailableException e) {
            return new Exchanged.Unavailable(e.toString());
        }
    }

    private HttpRequest.Builder shape(HttpRequest.Builder request, Exchangeable credential) {
        var form = FORM + ClientConfig.encode(credential.tokenType()) + "&subject_token="
                + ClientConfig.encode(credential.reveal());
        return credential
                .bearer()
                .map(bearer -> own.post(request, form, bearer))
                .orElseGet(() -> own.post(request, form));
    }

    private Exchanged read(HttpResponse<byte[]> answer) throws IOException {
        return switch (answer.statusCode()) {
            case 200 -> granted(json.readValue(answer.body(), TokenAnswer.class));
            case 400 -> refusal(json.readValue(answer.body(), ErrorAnswer.class));
            default -> new Exchanged.Unavailable("auth-service answered " + answer.statusCode());
        };
    }

    private Exchanged granted(@Nullable TokenAnswer answer) {
        var token = answer == null ? null : answer.accessToken();
        if (token == null) {
            return new Exchanged.Unavailable("auth-service answered 200 without a token");
        }
        return switch (verifier.verify(token)) {
            case Verdict.Accepted(Caller.User caller) -> new Exchanged.Granted(token, caller);
            case Verdict.Accepted(Caller.Service _) -> new Exchanged.Unavailable("the token exchanged is a service's");
            case Verdict.Refused(var reason) -> new Exchanged.Unavailable("the token exchanged is refused: " + reason);
            case Verdict.UnknownKey() -> new Exchanged.Unavailable("the token exchanged is signed by an unknown key");
            case Verdict.KeysUnavailable() -> new Exchanged.Unavailable("no key set to verify the token exchanged");
        };
    }

    private static Exchanged refusal(@Nullable ErrorAnswer answer) {
        return answer != null && "invalid_grant".equals(answer.error())
                ? new Exchanged.Refused()
                : new Exchanged.Unavailable("auth-service answered 400 " + answer);
    }
}
