package org.gatehouse.gateway.authn;

import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.http.HttpRequest;
import org.gatehouse.gateway.service.Services;
import org.gatehouse.kit.token.ClientConfig;
import org.gatehouse.kit.token.JudgeCaller;
import org.gatehouse.kit.token.ServiceTokens;

/** What the edge shows of itself where it asks auth-service for somebody. */
@Singleton
final class OwnCredentials {

    private static final String FORWARDED_FOR = "x-forwarded-for";

    private final ClientConfig client;
    private final ServiceTokens tokens;

    OwnCredentials(ClientConfig client, ServiceTokens tokens) {
        this.client = client;
        this.tokens = tokens;
    }

    HttpRequest.Builder post(HttpRequest.Builder request, String form) {
        return client.post(request, form);
    }

    /** Where the request came from is believed from the edge alone, so that its own token stands beside. */
    HttpRequest.Builder post(HttpRequest.Builder request, String form, InetAddress bearer) {
        return post(request, form)
                .header(FORWARDED_FOR, bearer.getHostAddress())
                .header(JudgeCaller.EDGE_HEADER, tokens.tokenFor(Services.AUTH));
    }
}
