package org.gatehouse.auth.invite;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.auth.secret.Secret;
import org.gatehouse.kit.problem.ErrorKind;
import org.gatehouse.kit.problem.ErrorResponses;
import org.gatehouse.kit.problem.PublicError;
import org.gatehouse.kit.token.Caller;
import org.jspecify.annotations.Nullable;

/** Invites, for administrators. */
@Controller("/admin/invites")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured("admin")
@Tag(name = "Users")
class InvitesController {

    private static final int A_WEEK_IN_HOURS = 168;

    private final InviteRepository invites;
    private final MakeInvite makeInvite;
    private final ErrorResponses errors;

    InvitesController(InviteRepository invites, MakeInvite makeInvite, ErrorResponses errors) {
        this.invites = invites;
        this.makeInvite = makeInvite;
        this.errors = errors;
    }

    @Operation(
            operationId = "createInvite",
            summary = "Invite somebody",
            description = "The code lets one account be opened where registration is by invite. It is shown this once.")
    @ApiResponse(
            responseCode = "201",
            description = "The invite with its code",
            content = @Content(schema = @Schema(implementation = InviteView.class)))
    @ApiResponse(responseCode = "400", description = "A field is wrong or unknown")
    @Post
    HttpResponse<?> create(Caller.User caller, @Nullable @Valid @Body NewInvite body) {
        var note = Optional.ofNullable(body).map(NewInvite::note);
        var hours = Optional.ofNullable(body).map(NewInvite::validHours).orElse(A_WEEK_IN_HOURS);
        var made = makeInvite.make(caller.accountId(), note, Duration.ofHours(hours));
        return HttpResponse.created(InviteView.of(made.invite(), made.code())).header("Cache-Control", "no-store");
    }

    @Operation(operationId = "listInvites", summary = "List the invites", description = "Without their codes.")
    @ApiResponse(responseCode = "200", description = "The newest first, 1000 at most")
    @Get
    InviteView.Listing list() {
        return new InviteView.Listing(invites.all().stream()
                .map(invite -> InviteView.of(invite, null))
                .toList());
    }

    @Operation(
            operationId = "deleteInvite",
            summary = "Take an invite back",
            description = "Its code is worth nothing.")
    @ApiResponse(responseCode = "204", description = "Gone")
    @ApiResponse(responseCode = "404", description = "There is no such invite")
    @Delete("/{id}")
    HttpResponse<?> delete(HttpRequest<?> request, UUID id) {
        return invites.delete(id)
                ? HttpResponse.noContent()
                : errors.of(request, PublicError.of(ErrorKind.NOT_FOUND, "Invite not found"));
    }

    /** The body that asks for an invite; every field may be left out. */
    @Serdeable(naming = SnakeCaseStrategy.class)
    @Schema(name = "NewInvite", example = "{\"note\": \"Ada\", \"valid_hours\": 168}")
    record NewInvite(
            @Schema(description = "For whom it is", example = "Ada")
            @Nullable
            @Size(max = 200)
            @Pattern(regexp = "[^\\p{Cntrl}]*")
            String note,

            @Schema(description = "A week when left out") @Nullable @Min(1) @Max(8760)
            Integer validHours) {}

    /** An invite as administrators see it. */
    @Serdeable(naming = SnakeCaseStrategy.class)
    @Schema(name = "Invite")
    record InviteView(
            UUID id,

            @JsonInclude(JsonInclude.Include.NON_NULL)
            @Schema(description = "Only in the answer that makes it")
            @Nullable
            Secret code,

            @JsonInclude @Nullable String note,
            UUID createdBy,
            Instant createdAt,
            Instant expiresAt,
            @JsonInclude @Nullable Instant usedAt,

            @Schema(description = "The account that was opened with it") @JsonInclude @Nullable
            UUID accountId) {

        static InviteView of(Invite invite, @Nullable Secret code) {
            return new InviteView(
                    invite.id(),
                    code,
                    invite.note().orElse(null),
                    invite.createdBy(),
                    invite.createdAt(),
                    invite.expiresAt(),
                    invite.usedAt().orElse(null),
                    invite.account().orElse(null));
        }

        /** Some of them. */
        @Serdeable
        @Schema(name = "InviteList")
        record Listing(List<InviteView> data) {}
    }
}
