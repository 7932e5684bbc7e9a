package org.gatehouse.catalog.source;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.gatehouse.catalog.current.CurrentCatalog;
import org.gatehouse.kit.problem.ErrorKind;
import org.gatehouse.kit.problem.ErrorResponses;
import org.gatehouse.kit.problem.PublicError;
import org.jspecify.annotations.Nullable;

/** How the sources fare, and a refresh at once. */
@Controller("/admin/models/sources")
@Secured("admin")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Model administration")
final class SourcesController {

    private final Sources sources;
    private final CurrentCatalog current;
    private final ErrorResponses errors;

    SourcesController(Sources sources, CurrentCatalog current, ErrorResponses errors) {
        this.sources = sources;
        this.current = current;
        this.errors = errors;
    }

    @Get
    @Operation(summary = "All sources: when they were asked, what failed, what was held back")
    SourceView.Page list() {
        return new SourceView.Page(
                sources.watched().stream().map(SourceView::of).toList());
    }

    @Post("/{upstream}/refresh")
    @Operation(summary = "Ask a source now; accept_held takes what an alarm held back")
    HttpResponse<?> refresh(
            HttpRequest<?> request, @PathVariable String upstream, @Body SourceView.@Nullable Refresh body) {
        var source = sources.watched(upstream);
        if (source.isEmpty()) {
            return errors.of(request, PublicError.of(ErrorKind.NOT_FOUND, "There is no such source."));
        }
        var accept = body != null && Boolean.TRUE.equals(body.acceptHeld());
        var watched = source.get();
        current.offer(upstream, accept ? watched.refreshAccepting() : watched.refresh());
        return HttpResponse.ok(SourceView.of(watched));
    }
}
