package org.gatehouse.catalog.listing;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import java.util.Arrays;

/** Answers a page whole, or with 304 to a client that holds these very bytes (RFC 9110 section 13.1.2). */
final class Conditional {

    private Conditional() {}

    static HttpResponse<byte[]> answer(HttpRequest<?> request, Page page) {
        MutableHttpResponse<byte[]> response = isHeld(request, page)
                ? HttpResponse.notModified()
                : HttpResponse.ok(page.body()).contentType(MediaType.APPLICATION_JSON_TYPE);
        return response.header(HttpHeaders.ETAG, page.etag())
                .header(HttpHeaders.CACHE_CONTROL, "private, no-cache")
                .header(HttpHeaders.VARY, "Authorization, x-api-key, anthropic-version");
    }

    private static boolean isHeld(HttpRequest<?> request, Page page) {
        return request.getHeaders().getAll(HttpHeaders.IF_NONE_MATCH).stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .map(String::strip)
                .anyMatch(tag -> tag.equals("*") || tag.equals(page.etag()) || tag.equals("W/" + page.etag()));
    }
}
