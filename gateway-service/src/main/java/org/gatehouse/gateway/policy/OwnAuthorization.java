package org.gatehouse.gateway.policy;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.util.AsciiString;
import org.gatehouse.gateway.proxy.EdgeRequest;
import org.gatehouse.gateway.route.Route;
import org.jspecify.annotations.Nullable;

/** The one case in which a client's own {@code Authorization} is forwarded: OAuth clients at the token endpoint. */
final class OwnAuthorization {

    private OwnAuthorization() {}

    static @Nullable AsciiString of(EdgeRequest request, Route route) {
        if (!route.basicAuthorization()) {
            return null;
        }
        var values = request.headers().getAll(HttpHeaderNames.AUTHORIZATION);
        boolean oneBasic = values.size() == 1 && values.getFirst().regionMatches(true, 0, "Basic ", 0, 6);
        return oneBasic ? HeaderText.of(values.getFirst()) : null;
    }
}
