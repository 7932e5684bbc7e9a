package org.gatehouse.kit.upstream;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS towards an upstream whose certificate is for {@code localhost} only. */
class TlsIT {

    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    private static Path folder;

    private static KeyStore keys;

    @BeforeAll
    static void makeACertificate() throws Exception {
        var file = folder.resolve("keys.p12").toString();
        var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var made = new ProcessBuilder(
                        keytool,
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-alias",
                        "a",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost",
                        "-keystore",
                        file,
                        "-storepass",
                        new String(PASSWORD),
                        "-storetype",
                        "PKCS12")
                .inheritIO()
                .start();
        assertThat(made.waitFor()).isZero();
        keys = KeyStore.getInstance(Path.of(file).toFile(), PASSWORD);
    }

    private static SSLServerSocket server() throws Exception {
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD);
        var context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        var listener = (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Thread.startVirtualThread(() -> answerAll(listener));
        return listener;
    }

    private static void answerAll(SSLServerSocket listener) {
        while (!listener.isClosed()) {
            try (var socket = listener.accept()) {
                socket.getInputStream().read(new byte[4096]);
                socket.getOutputStream().write("HTTP/1.1 200 OK\r\ncontent-length: 6\r\n\r\nsecret".getBytes(US_ASCII));
            } catch (IOException e) {
                assertThat(e).isNotNull(); // the client did not like the certificate: the next one may
            }
        }
    }

    private static SslContext trusting() throws Exception {
        return SslContextBuilder.forClient()
                .sslProvider(SslProvider.JDK)
                .trustManager((X509Certificate) keys.getCertificate("a"))
                .build();
    }

    private static UpstreamClient client(SslContext trust) {
        return new UpstreamClient(UpstreamClientConfig.DEFAULT, Sockets::forLoop, trust);
    }

    @Test
    void speaksToAServerThatProvesItsName() throws Exception {
        try (var server = server();
                var loop = new ClientLoop(client(trusting()))) {
            var targets = TargetGroup.fixed(URI.create("https://localhost:" + server.getLocalPort()));

            assertThat(loop.get(targets, "/").body()).isEqualTo("secret");
        }
    }

    @Test
    void refusesACertificateForAnotherName() throws Exception {
        try (var server = server();
                var loop = new ClientLoop(client(trusting()))) {
            var targets = TargetGroup.fixed(URI.create("https://127.0.0.1:" + server.getLocalPort()));

            assertThat(loop.get(targets, "/").failure()).isInstanceOf(UpstreamFailure.TlsFailed.class);
        }
    }

    @Test
    void refusesACertificateThatNobodyVouchesFor() throws Exception {
        try (var server = server();
                var loop = new ClientLoop(client(Tls.jdkTrust()))) {
            var targets = TargetGroup.fixed(URI.create("https://localhost:" + server.getLocalPort()));

            assertThat(loop.get(targets, "/").failure()).isInstanceOf(UpstreamFailure.TlsFailed.class);
        }
    }
}
