package org.gatehouse.vault.secret;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Hidden;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.gatehouse.kit.problem.ErrorKind;
import org.gatehouse.kit.problem.ErrorResponses;
import org.gatehouse.kit.problem.PublicError;
import org.gatehouse.kit.request.RequestId;
import org.gatehouse.kit.token.Caller;
import org.gatehouse.vault.envelope.SecretMaterial;
import org.gatehouse.vault.wallet.Signature;

/**
 * The only way out of the vault, for our own services; the edge has no route here.
 *
 * <p>The caller acts for a user: it has exchanged the user's access token at auth-service for a delegated one
 * ({@code DelegatedTokens.tokenFor("key-vault-service", userToken)} of the kit), whose {@code sub} is the owner, whose
 * {@code act} is the calling service, and which is good for a minute. It comes as {@code Authorization: Bearer}. Everything
 * else in a request is the service's own statement, and is checked against what that service may do.
 */
@Controller("/internal")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(SecurityRule.IS_AUTHENTICATED)
@Hidden
final class InternalController {

    static final PublicError NOT_PERMITTED =
            PublicError.of(ErrorKind.FORBIDDEN, "This service may not do this for this purpose.");
    static final PublicError NO_DELEGATION =
            PublicError.of(ErrorKind.FORBIDDEN, "This service does not act for a user who may do this.");
    static final PublicError NOT_THERE = PublicError.of(ErrorKind.NOT_FOUND, "There is no such secret.");

    private final ReleaseSecret release;
    private final LocateSecret locate;
    private final SignMessage sign;
    private final ErrorResponses errors;

    InternalController(ReleaseSecret release, LocateSecret locate, SignMessage sign, ErrorResponses errors) {
        this.release = release;
        this.locate = locate;
        this.sign = sign;
        this.errors = errors;
    }

    /**
     * Gives an owner's secret to the service that acts for them.
     *
     * <p>{@code POST /internal/secrets/release} {@code {"kind": "provider-key", "name": "openai", "purpose":
     * "upstream-call", "origin": "https://api.openai.com"}}; {@code kind} is {@code provider-key}, or {@code node} with an
     * empty {@code name}; {@code purpose} must be granted to the service ({@code gatehouse.vault.release.grants});
     * {@code origin} is where the secret is going to be sent: scheme, host in lower case, and a port unless it is the usual
     * one. 200 {@code {"secret": "<base64>"}}: of a node it is {@code username:password}. The receiver keeps it no longer
     * than its call takes.
     *
     * <p>401 without a good token of a service for this one; 403 when the service may not do this, or acts for nobody who
     * may execute; 404 when the owner has no such secret, or has it for another origin; 503 when it cannot be opened or
     * recorded now.
     */
    @Post("/secrets/release")
    HttpResponse<?> release(HttpRequest<?> request, Caller.Service caller, @Body ReleaseBody body) {
        return switch (release.release(caller, body, RequestId.of(request))) {
            case ReleaseSecret.Outcome.Released(SecretMaterial secret) -> released(secret);
            case ReleaseSecret.Outcome.NotPermitted() -> errors.of(request, NOT_PERMITTED);
            case ReleaseSecret.Outcome.NoDelegation() -> errors.of(request, NO_DELEGATION);
            case ReleaseSecret.Outcome.NotThere() -> errors.of(request, NOT_THERE);
        };
    }

    /**
     * Tells whether an owner has a secret, and where it may be sent, to the service that may have it released.
     *
     * <p>{@code POST /internal/secrets/locate} {@code {"kind": "node", "name": "", "purpose": "node-session"}}. 200
     * {@code {"origin": "https://node.example", "updated_at": "…"}}; {@code updated_at} changes with every value. 401, 403
     * and 404 as for a release.
     */
    @Post("/secrets/locate")
    HttpResponse<?> locate(HttpRequest<?> request, Caller.Service caller, @Body LocateBody body) {
        return switch (locate.locate(caller, body)) {
            case LocateSecret.Outcome.Found(SecretRow row) ->
                HttpResponse.ok(new LocateBody.Located(row.origin(), row.updatedAt()));
            case LocateSecret.Outcome.NotPermitted() -> errors.of(request, NOT_PERMITTED);
            case LocateSecret.Outcome.NoDelegation() -> errors.of(request, NO_DELEGATION);
            case LocateSecret.Outcome.NotThere() -> errors.of(request, NOT_THERE);
        };
    }

    /**
     * Signs with the owner's private key, which stays here.
     *
     * <p>{@code POST /internal/signatures} {@code {"purpose": "login", "message": "…"}} (EIP-191) or {@code {"purpose":
     * "…", "typed_data": {…}}} (EIP-712, as {@code eth_signTypedData_v4} takes it). 200 {@code {"signature": "0x…"}}, 65
     * bytes r, s, v. 400 for what is not sound, 403 for what is not listed for this purpose and service, 404 without a key,
     * 429 when the owner's daily number is reached.
     */
    @Post("/signatures")
    HttpResponse<?> sign(HttpRequest<?> request, Caller.Service caller, @Body SignBody body) {
        return switch (sign.sign(caller, body, RequestId.of(request))) {
            case SignMessage.Outcome.Signed(Signature signature) -> HttpResponse.ok(new SignatureView(signature.hex()));
            case SignMessage.Outcome.Unsound() ->
                errors.of(
                        request,
                        PublicError.of(ErrorKind.INVALID_REQUEST, "One sound message or typed_data is needed."));
            case SignMessage.Outcome.NotPermitted() -> errors.of(request, NOT_PERMITTED);
            case SignMessage.Outcome.NoDelegation() -> errors.of(request, NO_DELEGATION);
            case SignMessage.Outcome.NoKey() -> errors.of(request, NOT_THERE);
            case SignMessage.Outcome.CapReached() ->
                errors.of(
                        request,
                        PublicError.of(ErrorKind.RATE_LIMITED, "The daily number of signatures is reached.")
                                .withHeader("Retry-After", "60"));
        };
    }

    /** Written as bytes throughout: base64 needs no escaping, and no text of the secret comes to be. */
    private static HttpResponse<byte[]> released(SecretMaterial secret) {
        try (secret) {
            byte[] encoded = secret.expose(Base64.getEncoder()::encode);
            byte[] head = "{\"secret\":\"".getBytes(StandardCharsets.US_ASCII);
            byte[] tail = "\"}".getBytes(StandardCharsets.US_ASCII);
            var body = new byte[head.length + encoded.length + tail.length];
            System.arraycopy(head, 0, body, 0, head.length);
            System.arraycopy(encoded, 0, body, head.length, encoded.length);
            System.arraycopy(tail, 0, body, head.length + encoded.length, tail.length);
            return HttpResponse.ok(body)
                    .contentType(MediaType.APPLICATION_JSON_TYPE)
                    .header("Cache-Control", "no-store");
        }
    }
}
