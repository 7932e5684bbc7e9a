package org.gatehouse.auth.audit;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.ObjectMapper;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.kit.problem.ErrorResponses;
import org.gatehouse.kit.problem.PublicError;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

/** Lets administrators read what happened. */
@Controller("/admin/audit")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured("admin")
@Tag(name = "Audit", description = "For administrators")
class AuditController {

    private static final int PAGE = 200;
    private static final int EXPORT_PAGE = 1000;

    private final AuditRepository repository;
    private final ErrorResponses errors;
    private final ObjectMapper json;

    AuditController(AuditRepository repository, ErrorResponses errors, ObjectMapper json) {
        this.repository = repository;
        this.errors = errors;
        this.json = json;
    }

    @Operation(
            operationId = "listAuditEvents",
            summary = "What happened to accounts and credentials",
            description = "The newest first. account finds what concerns an account and what it did.")
    @ApiResponse(
            responseCode = "200",
            description = "A page of events",
            content = @Content(schema = @Schema(implementation = StoredEvent.Page.class)))
    @ApiResponse(responseCode = "400", description = "An unknown type or a cursor that was never given out")
    @Get
    HttpResponse<?> list(
            HttpRequest<?> request,
            @Nullable @QueryValue OffsetDateTime from,
            @Nullable @QueryValue OffsetDateTime to,
            @Nullable @QueryValue String type,
            @Nullable @QueryValue UUID account,
            @Nullable @QueryValue Long cursor) {
        var query = query(from, to, type, account);
        if (query.isEmpty()) {
            return errors.of(request, PublicError.invalid("type", "is not known"));
        }
        var page = repository.page(query.get(), cursor == null ? Long.MAX_VALUE : cursor, PAGE);
        var next = page.size() < PAGE ? null : Long.toString(page.getLast().sequence());
        return HttpResponse.ok(new StoredEvent.Page(page, next));
    }

    @Operation(
            operationId = "exportAuditEvents",
            summary = "All of them, one JSON object a line",
            description = "The newest first, streamed.")
    @ApiResponse(responseCode = "200", description = "NDJSON")
    @Get("/export")
    @Produces("application/x-ndjson")
    HttpResponse<?> export(
            HttpRequest<?> request,
            @Nullable @QueryValue OffsetDateTime from,
            @Nullable @QueryValue OffsetDateTime to,
            @Nullable @QueryValue String type,
            @Nullable @QueryValue UUID account) {
        var query = query(from, to, type, account);
        if (query.isEmpty()) {
            return errors.of(request, PublicError.invalid("type", "is not known"));
        }
        return HttpResponse.ok(lines(query.get()));
    }

    private Publisher<byte[]> lines(AuditQuery query) {
        return Flux.<byte[], Long>generate(() -> Long.MAX_VALUE, (before, sink) -> {
            var page = repository.page(query, before, EXPORT_PAGE);
            if (!page.isEmpty()) {
                sink.next(lines(page));
            }
            if (page.size() < EXPORT_PAGE) {
                sink.complete();
                return before;
            }
            return page.getLast().sequence();
        });
    }

    private byte[] lines(List<StoredEvent> page) {
        try {
            var text = new StringBuilder();
            for (var event : page) {
                text.append(json.writeValueAsString(event)).append('\n');
            }
            return text.toString().getBytes(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Empty when the type is none of ours. */
    private static Optional<AuditQuery> query(
            @Nullable OffsetDateTime from, @Nullable OffsetDateTime to, @Nullable String type, @Nullable UUID account) {
        var known = Optional.ofNullable(type).flatMap(AuditType::parse);
        return type != null && known.isEmpty()
                ? Optional.empty()
                : Optional.of(new AuditQuery(
                        Optional.ofNullable(from).map(OffsetDateTime::toInstant),
                        Optional.ofNullable(to).map(OffsetDateTime::toInstant),
                        known,
                        Optional.ofNullable(account)));
    }
}
