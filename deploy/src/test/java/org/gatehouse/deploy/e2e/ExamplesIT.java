package org.gatehouse.deploy.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the page with the API shows can be tried as it stands there. */
@ExtendWith(SharedSuite.class)
final class ExamplesIT {
    /** That the request was not what the operation takes. */
    private static final Set<Integer> WRONG = Set.of(400, 413, 415, 422);

    private final Client client;
    private final String administrator;
    private final ApiDocument document;

    ExamplesIT(Suite suite) {
        this.client = new Client(suite.address());
        this.administrator = suite.chief().token(client);
        this.document = ApiDocument.of(client);
    }

    @Test
    void theExampleOfEveryBodyIsTaken() {
        var user = client.newcomer().access();
        var wrong = new ArrayList<String>();
        for (var operation : document.operations()) {
            if (operation.takesJson()) {
                assertThat(document.resolved(operation.body()).has("example"))
                        .as("an example of " + operation)
                        .isTrue();
                var caller = operation.permissions().contains("admin") ? administrator : user;
                var path = operation
                        .path()
                        .replace("{model}", "gatehouse/echo")
                        .replace("{alias}", "echo-" + System.nanoTime())
                        .replace("{provider}", "openai")
                        .replaceAll("\\{[^}]*}", ApiDocument.text("uuid"));
                var body = document.sample(operation.body()).toString();
                var answer = client.send(operation.method(), path, caller, body);
                // An example has no password of this caller, and a node behind the suite may refuse.
                boolean read = answer.body().contains("\"message\":\"is wrong\"");
                if ((WRONG.contains(answer.status()) && !read) || answer.status() == 500) {
                    wrong.add(operation + " " + body + ": " + answer.status() + " " + answer.body());
                }
            }
        }

        assertThat(wrong).isEmpty();
    }

    @Test
    void theEchoAnswersEveryExampleOfItsOperations() {
        var key = client.newKey();
        var wrong = new ArrayList<String>();
        for (var operation : document.operations()) {
            var example = document.sample(operation.body());
            if (operation.takesJson()
                    && operation.path().startsWith("/v1/")
                    && example.path("model").asText().equals("gatehouse/echo")) {
                var answer = client.send(operation.method(), operation.path(), key, example.toString());
                if (answer.status() != 200) {
                    wrong.add(operation + ": " + answer.status() + " " + answer.body());
                }
            }
        }

        assertThat(wrong).isEmpty();
    }

    @Test
    void chatStandsFirstAndNothingTwiceWithoutAWord() {
        var tags = document.root().path("tags");
        assertThat(tags.path(0).path("name").asText()).isEqualTo("Chat");
        var repeated = tags.path(tags.size() - 1);
        assertThat(repeated.path("description").asText()).isNotEmpty();

        var paths = document.root().path("paths");
        paths.propertyStream()
                .filter(path -> path.getKey().startsWith("/api/v1/"))
                .filter(path -> paths.has(path.getKey().substring("/api".length())))
                .flatMap(path -> path.getValue().propertyStream())
                .filter(entry -> entry.getValue().has("operationId"))
                .forEach(entry -> {
                    assertThat(entry.getValue().path("summary").asText()).startsWith("The same as ");
                    assertThat(entry.getValue().path("tags")).containsExactly(repeated.path("name"));
                });
    }

    @Test
    void noSchemaIsCalledAfterAClass() {
        document.root()
                .path("components")
                .path("schemas")
                .fieldNames()
                .forEachRemaining(
                        name -> assertThat(name).matches("[A-Z][A-Za-z]+").doesNotMatch(".*(View|Row|Controller|Dto)"));
    }
}
