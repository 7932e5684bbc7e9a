package org.gatehouse.testing.family;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A request for a completion as it came, and how it went.
 *
 * @param status what it was answered with
 * @param refusal the words of the answer where it was an error, else empty
 */
public record Received(String path, JsonNode body, int status, String refusal) {}
