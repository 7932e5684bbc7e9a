package org.gatehouse.vault.secret;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Hidden;
import org.gatehouse.kit.problem.ErrorKind;
import org.gatehouse.kit.problem.ErrorResponses;
import org.gatehouse.kit.problem.PublicError;
import org.gatehouse.kit.request.RequestId;
import org.gatehouse.kit.token.Caller;
import org.gatehouse.vault.secret.SignTransaction.Outcome;

/** Transactions of users' wallets, for our own services that act for them; the caller as in {@link InternalController}. */
@Controller("/internal/transactions")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(SecurityRule.IS_AUTHENTICATED)
@Hidden
final class TransactionController {

    private static final PublicError UNSOUND =
            PublicError.of(ErrorKind.INVALID_REQUEST, "This is not a sound transaction of its method.");
    private static final PublicError CAP =
            PublicError.of(ErrorKind.RATE_LIMITED, "The daily cap is reached.").withHeader("Retry-After", "60");

    private final SignTransaction sign;
    private final ErrorResponses errors;

    TransactionController(SignTransaction sign, ErrorResponses errors) {
        this.sign = sign;
        this.errors = errors;
    }

    /**
     * Signs a transaction of a listed purpose (EIP-1559) and keeps it; it is the caller who sends it.
     *
     * <p>{@code POST /internal/transactions} {@code {"purpose": "approve-spending", "idempotency_key": "…", "chain_id": 1,
     * "to": "0x…", "method": "approve(address,uint256)", "arguments": ["0x…", "100"], "value": "0", "gas_limit": 60000,
     * "max_fee_per_gas": "…", "max_priority_fee_per_gas": "…", "nonce_at_least": 7}}. 200 {@code {"raw_transaction", "hash",
     * "from", "nonce"}}; the same key with the same request gives the same transaction again, so an answer that was lost
     * costs nothing. 400 unsound, 403 not listed for this service and purpose, 404 without a key, 409 for a key that was
     * used for another request or a nonce out of reach, 429 when a cap is reached.
     */
    @Post
    HttpResponse<?> sign(HttpRequest<?> request, Caller.Service caller, @Body TransactionBody body) {
        return switch (sign.sign(caller, body, RequestId.of(request))) {
            case Outcome.Signed(TransactionView transaction) -> HttpResponse.ok(transaction);
            case Outcome.Unsound() -> errors.of(request, UNSOUND);
            case Outcome.NotPermitted() -> errors.of(request, InternalController.NOT_PERMITTED);
            case Outcome.NoDelegation() -> errors.of(request, InternalController.NO_DELEGATION);
            case Outcome.NoKey() -> errors.of(request, InternalController.NOT_THERE);
            case Outcome.CapReached() -> errors.of(request, CAP);
            case Outcome.KeyReused() -> conflict(request, "This idempotency key belongs to another request.");
            case Outcome.NonceOutOfReach() -> conflict(request, "This nonce is out of reach.");
        };
    }

    private HttpResponse<?> conflict(HttpRequest<?> request, String detail) {
        return errors.of(request, PublicError.of(ErrorKind.CONFLICT, detail));
    }
}
