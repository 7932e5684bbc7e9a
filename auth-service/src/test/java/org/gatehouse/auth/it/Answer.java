package org.gatehouse.auth.it;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.net.http.HttpResponse;
import java.text.ParseException;
import java.util.List;
import java.util.Map;

/** What the service answered. */
record Answer(int status, Map<String, List<String>> headers, String body) {

    static Answer of(HttpResponse<String> response) {
        return new Answer(response.statusCode(), response.headers().map(), response.body());
    }

    Map<String, Object> json() {
        try {
            return JSONObjectUtils.parse(body);
        } catch (ParseException e) {
            throw new AssertionError("not a JSON object: " + body, e);
        }
    }

    String text(String field) {
        return String.valueOf(json().get(field));
    }

    String header(String name) {
        return headers.getOrDefault(name, List.of("")).getFirst();
    }

    @SuppressWarnings("unchecked")
    List<Map<String, Object>> list(String field) {
        return (List<Map<String, Object>>) json().getOrDefault(field, List.of());
    }

    List<String> texts(String field) {
        return json().get(field) instanceof List<?> texts
                ? texts.stream().map(String::valueOf).toList()
                : List.of();
    }

    List<String> faultyFields() {
        return list("errors").stream()
                .map(error -> String.valueOf(error.get("field")))
                .toList();
    }
}
