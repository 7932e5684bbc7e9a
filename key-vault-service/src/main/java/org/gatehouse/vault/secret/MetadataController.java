package org.gatehouse.vault.secret;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.gatehouse.kit.token.Caller;
import org.gatehouse.kit.token.RequiresStepUp;
import org.jspecify.annotations.Nullable;

@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
final class MetadataController {

    private final ExportMetadata export;

    MetadataController(ExportMetadata export) {
        this.export = export;
    }

    @Get("/api/v1/auth/secrets")
    @Secured("read")
    @Tag(name = "Secrets")
    @Operation(summary = "List all that is kept of the caller's secrets, never the secrets")
    MetadataView.Page own(Caller.User caller) {
        return export.ofOwner(caller.accountId());
    }

    @Get("/admin/vault/secrets")
    @Secured("admin")
    @RequiresStepUp(acr = "2", maxAge = "15m")
    @Tag(name = "Vault administration")
    @Operation(summary = "Export the metadata of all secrets, never a secret")
    MetadataView.Page all(@Nullable @QueryValue UUID after) {
        return export.page(after);
    }
}
