package org.gatehouse.kit.upstream;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import javax.net.ssl.SSLException;

/** The client's side of TLS: the JDK's provider, versions and trust store. */
final class Tls {

    private Tls() {}

    static SslContext jdkTrust() {
        try {
            return SslContextBuilder.forClient().sslProvider(SslProvider.JDK).build();
        } catch (SSLException e) {
            throw new IllegalStateException("the JDK's trust store cannot be used", e);
        }
    }
}
