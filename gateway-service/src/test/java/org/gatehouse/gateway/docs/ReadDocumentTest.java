package org.gatehouse.gateway.docs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadDocumentTest {

    @Test
    void readsPathsAndComponents() {
        var document = ReadDocument.read("s", """
                        openapi: 3.0.1
                        paths:
                          /a: {get: {operationId: a}}
                        components:
                          schemas:
                            A: {type: object}
                        """).orElseThrow();
        assertThat(document.paths()).containsOnlyKeys("/a");
        assertThat(document.components("schemas")).containsOnlyKeys("A");
        assertThat(document.components("responses")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "just text",
                "[1, 2]",
                "paths: {}",
                "openapi: 3.0.1\npaths: {",
                "openapi: !!java.net.URL [http://localhost]",
                "openapi: 3.0.1\nopenapi: 3.0.1",
                "openapi: 3.0.1\nloop: &a [*a]\nx: {? *a : b}"
            })
    void refusesWhatIsNoDocument(String yaml) {
        assertThat(ReadDocument.read("s", yaml)).isEmpty();
    }
}
