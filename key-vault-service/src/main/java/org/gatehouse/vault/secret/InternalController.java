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

/** The only way out of the vault, for our own services; the edge has no route here. */
@Controller("/internal")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(SecurityRule.IS_AUTHENTICATED)
@Hidden
final class InternalController {

    private static final PublicError NOT_PERMITTED =
            PublicError.of(ErrorKind.FORBIDDEN, "This service may not do this for this purpose.");
    private static final PublicError NO_DELEGATION =
            PublicError.of(ErrorKind.FORBIDDEN, "The subject token does not permit acting for its user.");
    private static final PublicError NOT_THERE = PublicError.of(ErrorKind.NOT_FOUND, "There is no such secret.");

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

    @Post("/secrets/release")
    HttpResponse<?> release(HttpRequest<?> request, Caller.Service caller, @Body ReleaseBody body) {
        return switch (release.release(caller.clientId(), body, RequestId.of(request))) {
            case ReleaseSecret.Outcome.Released(SecretMaterial secret) -> released(secret);
            case ReleaseSecret.Outcome.NotPermitted() -> errors.of(request, NOT_PERMITTED);
            case ReleaseSecret.Outcome.NoDelegation() -> errors.of(request, NO_DELEGATION);
            case ReleaseSecret.Outcome.NotThere() -> errors.of(request, NOT_THERE);
        };
    }

    @Post("/secrets/locate")
    HttpResponse<?> locate(HttpRequest<?> request, Caller.Service caller, @Body LocateBody body) {
        return switch (locate.locate(caller.clientId(), body)) {
            case LocateSecret.Outcome.Found(SecretRow row) ->
                HttpResponse.ok(new LocateBody.Located(row.origin(), row.updatedAt()));
            case LocateSecret.Outcome.NotPermitted() -> errors.of(request, NOT_PERMITTED);
            case LocateSecret.Outcome.NoDelegation() -> errors.of(request, NO_DELEGATION);
            case LocateSecret.Outcome.NotThere() -> errors.of(request, NOT_THERE);
        };
    }

    @Post("/signatures")
    HttpResponse<?> sign(HttpRequest<?> request, Caller.Service caller, @Body SignBody body) {
        return switch (sign.sign(caller.clientId(), body, RequestId.of(request))) {
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
