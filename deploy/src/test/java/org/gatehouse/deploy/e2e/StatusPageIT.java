package org.gatehouse.deploy.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.htmlunit.WebClient;
import org.htmlunit.WebRequest;
import org.htmlunit.WebResponse;
import org.htmlunit.html.HtmlButton;
import org.htmlunit.html.HtmlPage;
import org.htmlunit.html.HtmlPasswordInput;
import org.htmlunit.util.WebConnectionWrapper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The pages in a browser: what they ask for, of whom, and how often. */
@ExtendWith(SharedSuite.class)
final class StatusPageIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final long TURN_MILLIS = 50;

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final WebClient browser = new WebClient();
    private final URI address;
    private final String administrator;

    StatusPageIT(Suite suite) {
        this.address = suite.address();
        this.administrator = suite.chief().token(new Client(address));
        browser.getOptions().setFetchPolyfillEnabled(true);
        browser.getOptions().setThrowExceptionOnScriptError(false); // this browser knows less than those of people
        browser.setWebConnection(new WebConnectionWrapper(browser) {
            @Override
            public WebResponse getResponse(WebRequest request) throws IOException {
                asked.add(request.getUrl().toString());
                return super.getResponse(request);
            }
        });
    }

    @AfterEach
    void close() {
        browser.close();
    }

    @Test
    void asksOnceInATurnHoweverOftenSomebodyClicks() throws IOException {
        var page = open();
        for (int click = 0; click < 3; click++) {
            show(page, administrator);
        }
        awaitMessage(page, "Live");

        assertThat(page.getElementById("services").asNormalizedText()).contains("auth-service");
        assertThat(page.getEnclosingWindow().getJobManager().getJobCount()).isEqualTo(1);
    }

    @Test
    void saysThatACredentialIsNoneAndTakesAnother() throws IOException {
        var page = open();
        show(page, "sk-gh-nothing");
        awaitMessage(page, "not valid");
        assertThat(page.getElementById("state").isDisplayed()).isFalse();
        assertThat(page.getEnclosingWindow().getJobManager().getJobCount()).isZero();

        show(page, administrator);
        awaitMessage(page, "Live");
        assertThat(page.getElementById("state").isDisplayed()).isTrue();
    }

    @Test
    void noPageAsksAnotherHost() throws IOException {
        for (var path : List.of("/", "/docs", "/redoc", "/status")) {
            browser.addRequestHeader("Accept", "text/html");
            browser.getPage(address.resolve(path).toURL());
            browser.waitForBackgroundJavaScriptStartingBefore(TURN_MILLIS);
        }

        assertThat(asked).hasSizeGreaterThan(6).allMatch(url -> url.startsWith(address.toString()));
    }

    private HtmlPage open() throws IOException {
        return browser.getPage(address.resolve("/status").toURL());
    }

    private static void show(HtmlPage page, String credential) throws IOException {
        HtmlPasswordInput field = page.getHtmlElementById("token");
        field.setValue(credential);
        HtmlButton button = page.querySelector("button");
        button.click();
    }

    private void awaitMessage(HtmlPage page, String text) {
        Eventually.within(SOON, "the page says " + text, () -> {
            browser.waitForBackgroundJavaScriptStartingBefore(TURN_MILLIS);
            return page.getElementById("message").asNormalizedText().contains(text);
        });
    }
}
