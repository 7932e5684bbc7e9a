package org.gatehouse.gateway.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.gatehouse.gateway.fixture.EchoServer;
import org.gatehouse.gateway.fixture.RunningEdge;
import org.gatehouse.gateway.fixture.Wait;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsIT {

    @TempDir
    private Path folder;

    private final EchoServer echo = new EchoServer();
    private RunningEdge edge;

    @BeforeEach
    void start() throws Exception {
        certificate(1);
        edge = RunningEdge.start(Map.ofEntries(
                Map.entry("micronaut.server.ssl.enabled", true),
                Map.entry("micronaut.server.ssl.port", -1),
                Map.entry(
                        "micronaut.certificate.file.edge.path",
                        folder.resolve("tls.key").toString()),
                Map.entry(
                        "micronaut.certificate.file.edge.certificate-path",
                        folder.resolve("tls.crt").toString()),
                Map.entry("micronaut.certificate.file.edge.refresh-interval", "200ms"),
                Map.entry("gatehouse.services.echo.url", echo.uri().toString()),
                Map.entry("gatehouse.services.echo.health-url", echo.uri().toString()),
                Map.entry("gatehouse.routes.live.methods", "GET"),
                Map.entry("gatehouse.routes.live.paths", "/live"),
                Map.entry("gatehouse.routes.live.service", "echo"),
                Map.entry("gatehouse.routes.live.access", "public"),
                Map.entry("gatehouse.routes.live.upgrade", "websocket")));
    }

    @AfterEach
    void stop() {
        edge.close();
        echo.close();
    }

    /** As an operator would make one; keytool is where the JDK is. */
    private void certificate(int serial) throws Exception {
        var store = folder.resolve("store-" + serial + ".p12");
        var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var made = new ProcessBuilder(
                        keytool,
                        "-genkeypair",
                        "-alias",
                        "edge",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost",
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        "password")
                .redirectErrorStream(true)
                .start();
        assertThat(made.waitFor()).isZero();
        var keys = KeyStore.getInstance(store.toFile(), "password".toCharArray());
        pem("tls.crt", "CERTIFICATE", keys.getCertificate("edge").getEncoded());
        pem(
                "tls.key",
                "PRIVATE KEY",
                keys.getKey("edge", "password".toCharArray()).getEncoded());
    }

    private void pem(String file, String label, byte[] der) throws IOException {
        var base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        Files.writeString(
                folder.resolve(file), "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(label, base64, label));
    }

    /** The serial number of the certificate shown, and the protocol that was agreed on. */
    private record Handshake(BigInteger serial, String protocol, String answer) {}

    private Handshake handshake(String... protocols) throws GeneralSecurityException, IOException {
        try (var socket = connect(protocols)) {
            socket.getOutputStream()
                    .write("GET /.well-known/jwks.json HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            var shown = (X509Certificate) socket.getSession().getPeerCertificates()[0];
            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            return new Handshake(shown.getSerialNumber(), socket.getSession().getProtocol(), answer);
        }
    }

    private SSLSocket connect(String... protocols) throws GeneralSecurityException, IOException {
        var context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new TrustAll()}, null);
        var socket = (SSLSocket) context.getSocketFactory()
                .createSocket("127.0.0.1", edge.address().getPort());
        socket.setEnabledProtocols(protocols);
        socket.startHandshake();
        return socket;
    }

    private BigInteger serial() {
        try {
            return handshake("TLSv1.3").serial();
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void servesThePublicPortInTls12And13AndNothingOlder() throws Exception {
        assertThat(handshake("TLSv1.3").protocol()).isEqualTo("TLSv1.3");
        var older = handshake("TLSv1.2");
        assertThat(older.protocol()).isEqualTo("TLSv1.2");
        assertThat(older.answer()).startsWith("HTTP/1.1 200");
        assertThatThrownBy(() -> handshake("TLSv1.1"))
                .isInstanceOfAny(SSLException.class, IOException.class, IllegalArgumentException.class);
    }

    @Test
    void carriesAWebSocket() throws Exception {
        for (var protocol : List.of("TLSv1.2", "TLSv1.3")) {
            try (var socket = connect(protocol)) {
                socket.setSoTimeout(10_000);
                socket.getOutputStream().write("""
                        GET /live HTTP/1.1\r
                        Host: localhost\r
                        Upgrade: websocket\r
                        Connection: Upgrade\r
                        Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
                        Sec-WebSocket-Version: 13\r
                        \r
                        """.getBytes(StandardCharsets.US_ASCII));
                var in = new BufferedInputStream(socket.getInputStream());
                var head = new StringBuilder();
                while (head.indexOf("\r\n\r\n") < 0) {
                    head.append((char) in.read());
                }
                assertThat(head).startsWith("HTTP/1.1 101 ");
                socket.getOutputStream().write(new byte[] {(byte) 0x81, (byte) 0x82, 0, 0, 0, 0, 'h', 'i'});
                assertThat(in.readNBytes(4)).containsExactly(0x81, 2, 'h', 'i');
            }
        }
    }

    @Test
    void takesANewCertificateWithoutARestart() throws Exception {
        var before = serial();
        certificate(2);
        Wait.until(this::serial, after -> !after.equals(before));
    }

    private static final class TrustAll implements X509TrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String kind) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String kind) {
            // the test looks at what is shown by itself
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
