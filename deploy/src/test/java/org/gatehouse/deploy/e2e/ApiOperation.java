package org.gatehouse.deploy.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One operation of the joined OpenAPI document.
 *
 * @param permissions what a caller needs; of no meaning where everybody may call it
 * @param bodyType the media type of its body; empty where it takes none
 * @param body the schema of its body
 */
record ApiOperation(
        String method,
        String path,
        List<Parameter> parameters,
        boolean open,
        Set<String> permissions,
        String bodyType,
        JsonNode body) {

    /** Where a parameter stands, {@code path} or {@code query}, and what it may be. */
    record Parameter(String name, String in, boolean required, JsonNode schema) {

        boolean isInPath() {
            return in.equals("path");
        }

        boolean isInQuery() {
            return in.equals("query");
        }

        /** Type and format, as {@code string/uuid}. */
        String kind() {
            return schema.path("type").asText() + "/" + schema.path("format").asText();
        }
    }

    boolean takesJson() {
        return bodyType.equals("application/json");
    }

    Optional<Parameter> inPath() {
        return parameters.stream().filter(Parameter::isInPath).findFirst();
    }

    List<Parameter> inQuery() {
        return parameters.stream().filter(Parameter::isInQuery).toList();
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
