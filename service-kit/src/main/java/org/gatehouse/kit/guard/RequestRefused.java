package org.gatehouse.kit.guard;

import io.netty.handler.codec.http.HttpHeaders;

/**
 * Fired through the pipeline when the guard has refused a request, for whoever keeps a record.
 *
 * @param method and path as far as the request was understood, else empty
 * @param status of the refusal
 * @param wasLetThrough whether its head had passed, so that somebody is at work on it
 * @param request headers as far as they were understood, to be read only
 * @param answer headers that the refusal is to carry besides: whoever hears of it may add some at once
 */
public record RequestRefused(
        String requestId,
        String method,
        String path,
        int status,
        String reason,
        boolean wasLetThrough,
        HttpHeaders request,
        HttpHeaders answer) {}
