package org.gatehouse.deploy.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import org.htmlunit.WebClient;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A login from the documentation, as far as it is ours: what Swagger UI sends, and where the realm sends the browser. */
@ExtendWith(SharedSuite.class)
final class DocsLoginIT {

    private final Client client;
    private final URI address;

    DocsLoginIT(Suite suite) {
        this.address = suite.address();
        this.client = new Client(address);
    }

    @Test
    void theFormOfSwaggerUiGetsATokenThatWorks() {
        var email = client.register();
        var form = Map.of(
                        "grant_type",
                        "password",
                        "scope",
                        "read write execute",
                        "username",
                        email,
                        "password",
                        Client.PASSWORD)
                .entrySet()
                .stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        var answer = client.send(HttpRequest.newBuilder(address.resolve("/token"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Accept", "application/json, text/plain, */*")
                        .header("X-Requested-With", "XMLHttpRequest")
                        .POST(HttpRequest.BodyPublishers.ofString(form))
                        .build())
                .expect(200)
                .json();

        assertThat(answer.path("token_type").asText()).isEqualToIgnoringCase("bearer");
        client.send("GET", "/api/v1/auth/me", answer.path("access_token").asText(), null)
                .expect(200);
    }

    @Test
    void theCodeOfTheRealmReachesThePageThatAskedForIt() throws IOException {
        assertThat(titleAfter("?state=mine&code=abc")).isEqualTo("code abc");
        assertThat(titleAfter("?state=another&code=abc")).isEqualTo("error The answer belongs to another login.");
        assertThat(titleAfter("?state=mine&error=access_denied&error_description=No%20way"))
                .isEqualTo("error No way");
        assertThat(titleAfter("?state=mine")).isEqualTo("error The login was not finished.");
    }

    /** What the page that opened the window makes of the answer. */
    private String titleAfter(String query) throws IOException {
        try (var browser = new WebClient()) {
            browser.getOptions().setThrowExceptionOnScriptError(false); // the first page has no opener to report to
            HtmlPage page = browser.getPage(
                    address.resolve("/docs/oauth2-redirect.html").toURL());
            page.executeJavaScript("""
                    window.swaggerUIRedirectOauth2 = {
                      state: "mine",
                      redirectUrl: "there",
                      auth: { name: "keycloak" },
                      callback: (answer) => { document.title = "code " + answer.auth.code; },
                      errCb: (error) => { document.title = "error " + error.message; }
                    };
                    """);
            var opened = address.resolve("/docs/oauth2-redirect.html" + query).toURL();
            browser.openWindow(opened, "login", page.getEnclosingWindow());
            return page.getTitleText();
        }
    }
}
