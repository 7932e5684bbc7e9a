package org.gatehouse.kit.app;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.exceptions.HttpStatusException;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gatehouse.kit.problem.ErrorKind;
import org.gatehouse.kit.problem.ErrorResponses;
import org.gatehouse.kit.problem.PublicError;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** The same handlers on a path of our own and on one of OpenAI's. */
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(SecurityRule.IS_ANONYMOUS)
class ThingController {

    private static final Logger LOG = LoggerFactory.getLogger(ThingController.class);

    private final ErrorResponses errors;

    ThingController(ErrorResponses errors) {
        this.errors = errors;
    }

    @Post(uris = {"/things", "/v1/things"})
    HttpResponse<NewThing> create(@Body @Valid NewThing thing) {
        return HttpResponse.created(thing);
    }

    @Get(uris = {"/things/{id}", "/v1/things/{id}"})
    Map<String, String> get(UUID id) {
        return Map.of("id", id.toString());
    }

    @Get(uris = {"/things", "/v1/things"})
    Map<String, Integer> list(@QueryValue("page_size") @Max(100) int pageSize) {
        return Map.of("limit", pageSize);
    }

    @Get(uris = {"/search", "/v1/search"})
    Map<String, String> search(
            @QueryValue @Nullable String text,
            @QueryValue @Nullable OffsetDateTime since,
            @QueryValue @Nullable LocalDate day,
            @QueryValue @Nullable UUID account,
            @QueryValue @Nullable Long cursor,
            @QueryValue @Nullable BigDecimal price,
            @QueryValue @Nullable Boolean all,
            @QueryValue @Nullable Layout layout,
            @QueryValue("one_of") @Nullable List<String> oneOf) {
        return Map.of(
                "understood",
                Stream.of(text, since, day, account, cursor, price, all, layout, oneOf)
                        .filter(Objects::nonNull)
                        .map(Object::toString)
                        .collect(Collectors.joining(" ")));
    }

    @Post(
            uris = {"/form", "/v1/form"},
            consumes = MediaType.APPLICATION_FORM_URLENCODED)
    Map<String, String> form(@Body Map<String, String> form) {
        return form;
    }

    @Get(uris = {"/boom", "/v1/boom"})
    String boom() {
        throw new IllegalStateException("secret detail");
    }

    @Get(uris = {"/status/{code}", "/v1/status/{code}"})
    String status(int code) {
        throw new HttpStatusException(HttpStatus.valueOf(code), "secret detail");
    }

    @Get(uris = {"/chosen", "/v1/chosen"})
    HttpResponse<?> chosen(HttpRequest<?> request) {
        return errors.of(
                request,
                PublicError.of(ErrorKind.MODEL_NOT_FOUND, "No model \"x\".").withParam("model"));
    }

    @Post("/raw")
    byte[] raw(@Body byte[] body) {
        return body;
    }

    @Get("/mdc")
    Map<String, String> mdc() {
        LOG.info("asked");
        return Map.of(
                "request_id",
                inTheLog("request_id"),
                "trace_id",
                inTheLog("trace_id"),
                "virtual",
                String.valueOf(Thread.currentThread().isVirtual()));
    }

    enum Layout {
        TEXT,
        JSON
    }

    private static String inTheLog(String key) {
        var value = MDC.get(key);
        return value == null ? "none" : value;
    }
}
