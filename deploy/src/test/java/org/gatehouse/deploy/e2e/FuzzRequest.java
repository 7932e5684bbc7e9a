package org.gatehouse.deploy.e2e;

import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** A request to be; a body that is empty is none. */
record FuzzRequest(
        ApiOperation operation,
        FuzzCallers.Kind caller,
        String method,
        String path,
        String query,
        Map<String, String> headers,
        String body) {
    private static final int SHOWN = 300;

    /** As it should be. */
    static FuzzRequest of(ApiOperation operation, FuzzCallers.Kind caller, String body) {
        var query = new StringBuilder();
        operation.inQuery().stream()
                .filter(ApiOperation.Parameter::required)
                .forEach(parameter -> query.append(query.isEmpty() ? "" : "&")
                        .append(parameter.name())
                        .append("=x"));
        var headers = new TreeMap<String, String>();
        if (!operation.bodyType().isEmpty()) {
            headers.put("content-type", operation.bodyType());
        }
        return new FuzzRequest(
                operation, caller, operation.method(), operation.path(), query.toString(), headers, body);
    }

    /** Nobody reads its body or its parameters other than they should be. */
    boolean isAsItShouldBe(String rightBody) {
        return equals(of(operation, caller, rightBody));
    }

    FuzzRequest withMethod(String other) {
        return new FuzzRequest(operation, caller, other, path, query, headers, body);
    }

    FuzzRequest withPath(String parameter, String value) {
        return new FuzzRequest(
                operation, caller, method, path.replace("{" + parameter + "}", value), query, headers, body);
    }

    FuzzRequest withQuery(String other) {
        return new FuzzRequest(operation, caller, method, path, other, headers, body);
    }

    FuzzRequest withBody(String other) {
        return new FuzzRequest(operation, caller, method, path, query, headers, other);
    }

    FuzzRequest withHeader(String name, String value) {
        var more = new TreeMap<>(headers);
        more.put(name, value);
        return new FuzzRequest(operation, caller, method, path, query, more, body);
    }

    /** Where a parameter is still open, an id that nothing has. */
    String pathAsked() {
        return path.replaceAll("\\{[^}]*}", ApiDocument.text("uuid"));
    }

    HttpRequest to(URI address, String credential) {
        var request = HttpRequest.newBuilder(URI.create(address + pathAsked() + (query.isEmpty() ? "" : "?" + query)))
                .timeout(Duration.ofSeconds(60))
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::setHeader);
        if (!credential.isEmpty()) {
            request.setHeader("authorization", "Bearer " + credential);
        }
        return request.build();
    }

    @Override
    public String toString() {
        return "%s as %s: %s %s?%s %s %s"
                .formatted(operation, caller, method, shown(path), shown(query), headers, shown(body));
    }

    private static String shown(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…(" + text.length() + ")";
    }
}
