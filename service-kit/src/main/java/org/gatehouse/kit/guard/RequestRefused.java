package org.gatehouse.kit.guard;

/**
 * Fired through the pipeline when the guard has refused a request, for whoever keeps a record.
 *
 * @param method and path as far as the request was understood, else empty
 * @param status of the refusal
 * @param wasLetThrough whether its head had passed, so that somebody is at work on it
 */
public record RequestRefused(
        String requestId, String method, String path, int status, String reason, boolean wasLetThrough) {}
