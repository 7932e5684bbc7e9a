package org.gatehouse.deploy.e2e;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.gatehouse.testing.keycloak.KeycloakRealm;
import org.htmlunit.WebClient;
import org.htmlunit.html.HtmlForm;
import org.htmlunit.html.HtmlPage;

/** A browser at Keycloak's own pages, and the native client that sent it there: authorization code with PKCE (RFC 8252). */
final class BrowserLogin implements AutoCloseable {
    private static final String CLIENT = "gatehouse-web";
    private static final int STEP_SECONDS = 30;

    private final String issuer;
    private final KeycloakRealm realm;
    private final WebClient browser = new WebClient();
    private final HttpServer callback;
    private volatile CompletableFuture<URI> arrived = new CompletableFuture<>();

    BrowserLogin(String issuer, KeycloakRealm realm) {
        this.issuer = issuer;
        this.realm = realm;
        browser.getOptions().setJavaScriptEnabled(false);
        browser.getOptions().setCssEnabled(false);
        browser.getOptions().setThrowExceptionOnFailingStatusCode(false);
        try {
            callback = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        callback.createContext("/callback", exchange -> {
            arrived.complete(exchange.getRequestURI());
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        callback.start();
    }

    /** The access token of a login by name and password. */
    String logIn(String username, String password) {
        var flow = new Flow("1");
        HtmlForm form = open(flow.address()).getHtmlElementById("kc-form-login");
        form.getInputByName("username").setValue(username);
        form.getInputByName("password").setValue(password);
        click(form);
        return flow.redeem();
    }

    /** The access token after the second factor, which is set up on the way; the first was given before. */
    String stepUp() {
        var flow = new Flow("2");
        HtmlForm form = open(flow.address()).getHtmlElementById("kc-totp-settings-form");
        form.getInputByName("totp")
                .setValue(code(form.getInputByName("totpSecret").getValue()));
        form.getInputByName("userLabel").setValue("test");
        click(form);
        return flow.redeem();
    }

    /** At Keycloak's own page (OpenID Connect RP-Initiated Logout 1.0). */
    void logOut() {
        var page = open(issuer + "/protocol/openid-connect/logout");
        click(page.getForms().getFirst());
    }

    /** Where Keycloak sends a browser, or its error page's status, for an authorization request as it stands. */
    int statusOf(Map<String, String> query) {
        try {
            return browser.getPage(address(query)).getWebResponse().getStatusCode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String redirectUri() {
        return "http://127.0.0.1:" + callback.getAddress().getPort() + "/callback";
    }

    /** The last request that reached the client. */
    String arrival() {
        var query = arrived.join().getQuery();
        arrived = new CompletableFuture<>();
        return query;
    }

    private HtmlPage open(String address) {
        try {
            return browser.getPage(address);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void click(HtmlForm form) {
        try {
            var buttons = form.getElementsByAttribute("button", "type", "submit");
            var inputs = form.getElementsByAttribute("input", "type", "submit");
            var button = buttons.isEmpty() ? inputs.getFirst() : buttons.getFirst();
            button.click();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String address(Map<String, String> query) {
        return issuer + "/protocol/openid-connect/auth?"
                + query.entrySet().stream()
                        .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&"));
    }

    /** RFC 6238, with Keycloak's defaults. */
    private static String code(String secret) {
        try {
            var mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            var step = Clock.systemUTC().instant().getEpochSecond() / STEP_SECONDS;
            var hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
            var at = hash[hash.length - 1] & 0xf;
            var number = ByteBuffer.wrap(hash).getInt(at) & 0x7fff_ffff;
            return "%06d".formatted(number % 1_000_000);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        browser.close();
        callback.stop(0);
    }

    /** One authorization request, and the code that comes back for it. */
    private final class Flow {
        private final String verifier = UUID.randomUUID().toString() + UUID.randomUUID();
        private final String state = UUID.randomUUID().toString();
        private final String level;

        private Flow(String level) {
            this.level = level;
        }

        private String address() {
            return BrowserLogin.this.address(Map.of(
                    "response_type",
                    "code",
                    "client_id",
                    CLIENT,
                    "redirect_uri",
                    redirectUri(),
                    "scope",
                    "openid",
                    "state",
                    state,
                    "acr_values",
                    level,
                    "code_challenge",
                    challenge(),
                    "code_challenge_method",
                    "S256"));
        }

        private String challenge() {
            try {
                var digest = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
                return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }

        private String redeem() {
            var query = arrival();
            if (!query.contains("state=" + state)) {
                throw new AssertionError("another state in " + query);
            }
            var tokens = realm.token(
                    "gatehouse",
                    Map.of(
                            "grant_type",
                            "authorization_code",
                            "client_id",
                            CLIENT,
                            "redirect_uri",
                            redirectUri(),
                            "code",
                            query.replaceAll(".*code=([^&]+).*", "$1"),
                            "code_verifier",
                            verifier));
            return tokens.path("access_token").asText();
        }
    }
}
