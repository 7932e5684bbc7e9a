package org.gatehouse.chat.spending;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Optional;
import org.gatehouse.chat.upstream.morpheus.Approval;
import org.gatehouse.chat.upstream.morpheus.MorpheusUpstream;
import org.gatehouse.chat.upstream.morpheus.MorpheusUpstreams;
import org.gatehouse.kit.problem.ErrorKind;
import org.gatehouse.kit.problem.ErrorResponses;
import org.gatehouse.kit.problem.PublicError;
import org.gatehouse.kit.token.Caller;
import org.gatehouse.kit.token.RequiresStepUp;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sets the allowance on the Morpheus node, exactly, for contracts that the operator allows. */
@Controller("/api/v1/auth/approve-spending")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured("admin")
@RequiresStepUp(acr = "2", maxAge = "15m")
@Tag(name = "Spending")
final class SpendingController {

    private static final Logger LOG = LoggerFactory.getLogger(SpendingController.class);
    private static final String RETRY_AFTER = "Retry-After";

    private final MorpheusUpstreams upstreams;
    private final ErrorResponses errors;

    SpendingController(MorpheusUpstreams upstreams, ErrorResponses errors) {
        this.upstreams = upstreams;
        this.errors = errors;
    }

    @Post
    @Operation(
            summary = "Set how much MOR the marketplace's contract may take from the node's wallet",
            description = "Sets the allowance; it does not add to it. An amount of 0 takes it back.")
    @ApiResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = SpendingBody.Approved.class)))
    HttpResponse<?> approve(HttpRequest<?> request, Caller.User caller, @Body SpendingBody body) {
        Optional<MorAmount> amount = MorAmount.parse(body.amount());
        if (amount.isEmpty()) {
            return errors.of(
                    request,
                    PublicError.invalid("amount", "must be MOR as a plain decimal text with at most 18 decimals"));
        }
        return switch (upstreams.named(body.upstream())) {
            case MorpheusUpstreams.Choice.None() ->
                errors.of(request, PublicError.of(ErrorKind.NOT_FOUND, "No such Morpheus node is configured."));
            case MorpheusUpstreams.Choice.Several() ->
                errors.of(request, PublicError.invalid("upstream", "must name one of the Morpheus nodes"));
            case MorpheusUpstreams.Choice.One(MorpheusUpstream node) ->
                answer(
                        request,
                        caller,
                        amount.get(),
                        node.approve(body.spender(), amount.get().wei()));
        };
    }

    private HttpResponse<?> answer(HttpRequest<?> request, Caller.User caller, MorAmount amount, Approval approval) {
        LOG.atInfo()
                .addKeyValue("account_id", caller.accountId())
                .addKeyValue("amount", amount.text())
                .addKeyValue("outcome", approval)
                .log("an allowance was asked for");
        return switch (approval) {
            case Approval.Set(String upstream, String spender, String transaction) ->
                HttpResponse.ok(new SpendingBody.Approved(
                        upstream, amount.text(), amount.wei().toString(), spender, transaction));
            case Approval.NotASpender() ->
                errors.of(request, PublicError.invalid("spender", "is not a contract that may spend here"));
            case Approval.Refused refused ->
                errors.of(request, PublicError.of(ErrorKind.UPSTREAM_FAILED, "The node refused to set the allowance."));
            case Approval.Conflict() ->
                errors.of(
                        request,
                        PublicError.of(ErrorKind.UNAVAILABLE, "Another transaction of the wallet is under way.")
                                .withHeader(RETRY_AFTER, "20"));
            case Approval.Unclear() ->
                errors.of(
                        request,
                        PublicError.of(
                                ErrorKind.TIMEOUT,
                                "The node did not say whether the allowance was set; it is safe to ask again."));
            case Approval.Unreachable() ->
                errors.of(request, PublicError.of(ErrorKind.UPSTREAM_FAILED, "The node could not be reached."));
        };
    }
}
