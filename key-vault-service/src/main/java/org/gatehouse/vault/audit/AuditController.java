package org.gatehouse.vault.audit;

import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.gatehouse.kit.token.Caller;
import org.gatehouse.kit.token.RequiresStepUp;
import org.jspecify.annotations.Nullable;

@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
final class AuditController {

    private static final int PAGE = 100;

    private final AuditRepository repository;
    private final VerifyAudit verify;
    private final AnchorRepository anchors;

    AuditController(AuditRepository repository, VerifyAudit verify, AnchorRepository anchors) {
        this.repository = repository;
        this.verify = verify;
        this.anchors = anchors;
    }

    @Get("/api/v1/auth/secret-uses")
    @Secured("read")
    @Tag(name = "Secrets")
    @Operation(summary = "List what was done with the caller's secrets, by whom and when, newest first")
    UseView.Page uses(Caller.User caller, @Nullable @QueryValue Long before) {
        List<UseView> page =
                repository.listBefore(caller.accountId(), before == null ? Long.MAX_VALUE : before, PAGE).stream()
                        .map(UseView::of)
                        .toList();
        return new UseView.Page(page, page.size() == PAGE ? page.getLast().sequence() : null);
    }

    @Post("/admin/vault/audit/verify")
    @Secured("admin")
    @RequiresStepUp(acr = "2", maxAge = "15m")
    @Tag(name = "Vault administration")
    @Operation(summary = "Walk every audit chain and every anchor, and name the first broken row")
    VerificationView verify(@Nullable @Body VerifyBody body) {
        return VerificationView.of(verify.verify(body == null ? List.of() : body.kept()));
    }

    @Get("/admin/vault/audit/anchors")
    @Secured("admin")
    @RequiresStepUp(acr = "2", maxAge = "15m")
    @Tag(name = "Vault administration")
    @Operation(summary = "List the anchors of the audit, oldest first, to be kept elsewhere")
    AnchorView.Page anchors(@Nullable @QueryValue Long after) {
        List<AnchorView> page = anchors.listAfter(after == null ? 0 : after, PAGE).stream()
                .map(AnchorView::of)
                .toList();
        return new AnchorView.Page(page, page.size() == PAGE ? page.getLast().number() : null);
    }
}
