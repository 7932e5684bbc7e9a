package org.gatehouse.gateway.operate;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import java.util.stream.Collectors;
import org.gatehouse.gateway.route.Routes;
import org.jspecify.annotations.Nullable;

/** The row of steps lets only administrators come here: these paths are in the route table, as needing {@code admin}. */
@Controller("/admin/edge")
@PermitAll
@Tag(name = "edge")
@ExecuteOn(TaskExecutors.BLOCKING)
final class EdgeController {

    @Serdeable
    @Schema(name = "RouteList")
    record RouteList(List<RouteView> data) {}

    @Serdeable
    @Schema(name = "RouteReload")
    record ReloadOutcome(boolean swapped, int routes, List<String> reasons) {}

    enum Format {
        JSON,
        TEXT
    }

    private final Routes routes;
    private final ExplainRequest explain;
    private final EdgeStatus status;

    EdgeController(Routes routes, ExplainRequest explain, EdgeStatus status) {
        this.routes = routes;
        this.explain = explain;
        this.status = status;
    }

    @Get("/status")
    @Operation(summary = "Services, replicas and counts of requests, as the status page shows them")
    HttpResponse<EdgeStatus.State> status() {
        return fresh(HttpResponse.ok(status.now()));
    }

    @Get("/routes")
    @Operation(summary = "All routes, as they are now")
    HttpResponse<?> routes(
            @Parameter(schema = @Schema(allowableValues = {"json", "text"})) @QueryValue @Nullable Format format) {
        var views = routes.current().rows().stream().map(RouteView::of).toList();
        return format == Format.TEXT
                ? text(views.stream().map(RouteView::line).collect(Collectors.joining("\n", "", "\n")))
                : fresh(HttpResponse.ok(new RouteList(views)));
    }

    @Get("/explain")
    @Operation(summary = "What would become of a request: which route, which policies, why refused")
    HttpResponse<?> explain(
            @QueryValue String method,
            @QueryValue String path,
            @QueryValue @Nullable String host,
            @QueryValue @Nullable String permissions,
            @Parameter(schema = @Schema(allowableValues = {"json", "text"})) @QueryValue @Nullable Format format) {
        var explanation = explain.explain(new ExplainRequest.Question(method, path, host, permissions));
        return format == Format.TEXT ? text(explanation.text()) : fresh(HttpResponse.ok(explanation));
    }

    @Post("/routes/reload")
    @Operation(summary = "Read the routes anew; refused whole when one is wrong, and then the old ones stay")
    HttpResponse<ReloadOutcome> reload() {
        return switch (routes.reload()) {
            case Routes.Reloaded.Swapped(var count) -> HttpResponse.ok(new ReloadOutcome(true, count, List.of()));
            case Routes.Reloaded.Refused(var reasons) ->
                HttpResponse.unprocessableEntity()
                        .body(new ReloadOutcome(false, routes.current().rows().size(), reasons));
        };
    }

    private static HttpResponse<String> text(String body) {
        return fresh(HttpResponse.ok(body).contentType(MediaType.TEXT_PLAIN_TYPE));
    }

    private static <T> MutableHttpResponse<T> fresh(MutableHttpResponse<T> response) {
        return response.header(HttpHeaders.CACHE_CONTROL, "no-store");
    }
}
