package org.gatehouse.gateway.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.gatehouse.gateway.fixture.RunningEdge;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PagesIT {

    private static final RunningEdge EDGE = RunningEdge.start();

    @AfterAll
    static void stop() {
        EDGE.close();
    }

    @Test
    void indexTellsNameVersionAndLinks() {
        var answer = EDGE.send("GET", "/");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"name\":\"Gatehouse\"", "\"version\":", "\"docs\":\"/docs\"");
    }

    @ParameterizedTest
    @CsvSource({
        "/docs, text/html",
        "/docs/start.js, text/javascript",
        "/docs/swagger-ui-bundle.js, text/javascript",
        "/docs/oauth2-redirect.html, text/html",
        "/docs/oauth2-redirect.js, text/javascript",
        "/docs/swagger-ui.css, text/css",
        "/docs/favicon.png, image/png",
        "/redoc, text/html",
        "/redoc/start.js, text/javascript",
        "/redoc/redoc.standalone.js, text/javascript"
    })
    void pagesAndTheirPartsAreServedFromHereUnderAStrictPolicy(String path, String type) {
        var answer = EDGE.send("GET", path);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type").orElse("")).startsWith(type);
        assertThat(answer.headers().firstValue("content-security-policy").orElse(""))
                .contains("default-src 'none'", "script-src 'self';", "connect-src 'self';");
        assertThat(answer.headers().firstValue("x-content-type-options")).contains("nosniff");
        assertThat(answer.body()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/docs", "/docs/oauth2-redirect.html", "/redoc", "/status"})
    void pagesNameNothingOfAnotherHost(String path) {
        assertThat(EDGE.send("GET", path).body()).doesNotContain("http:", "https:", "src=\"//", "<script>");
    }

    @Test
    void theScriptOfRedocAsksNoOtherHostForAPicture() {
        var script = EDGE.send("GET", "/redoc/redoc.standalone.js").body();

        assertThat(script).contains("/docs/favicon.png").doesNotContain("cdn.redoc", ".svg\"");
    }

    @Test
    void aBrowserSeesAPageAtTheRootAndAllOthersJson() {
        var browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
        var page = EDGE.send("GET", "/", "Accept", browser);
        assertThat(page.headers().firstValue("content-type").orElse("")).startsWith("text/html");
        assertThat(page.headers().firstValue("content-security-policy").orElse(""))
                .contains("default-src 'none'");
        assertThat(page.body()).contains("<h1>Gatehouse</h1>", "href=\"/docs\"").doesNotContain("{version}");
        for (var accept : new String[] {"*/*", "application/json", "application/json, text/html"}) {
            var answer = EDGE.send("GET", "/", "Accept", accept);
            assertThat(answer.headers().firstValue("content-type").orElse(""))
                    .as(accept)
                    .startsWith("application/json");
            assertThat(answer.headers().allValues("vary")).as(accept).contains("accept");
        }
    }

    @Test
    void whatIsNoPartOfAPageIsNotFound() {
        for (var path : new String[] {"/docs/index.html", "/docs/application.yml", "/redoc/swagger-ui.css"}) {
            assertThat(EDGE.send("GET", path).statusCode()).as(path).isEqualTo(404);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/health", "/docs", "/openapi.json", "/nowhere"})
    void everyAnswerCarriesItsRequestIdAndTheEdgesOwnTime(String path) {
        var answer = EDGE.send("GET", path, "x-request-id", "abc-123");
        assertThat(answer.headers().firstValue("x-request-id")).contains("abc-123");
        assertThat(answer.headers().firstValue("x-gateway-overhead-ms").orElse(""))
                .matches("\\d+(\\.\\d+)?");
    }
}
