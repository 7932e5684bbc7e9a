package org.gatehouse.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PathTreeTest {

    private final PathTree<String> tree = new PathTree<>();

    private void grow(String... patterns) {
        for (var pattern : patterns) {
            tree.put(PathPattern.parse(pattern).orElseThrow(), pattern);
        }
    }

    @Test
    void findsLiteralsParametersAndRests() {
        grow("/", "/a", "/a/{id}", "/a/{id}/b", "/m/**");
        assertThat(tree.find("/")).contains("/");
        assertThat(tree.find("/a")).contains("/a");
        assertThat(tree.find("/a/1")).contains("/a/{id}");
        assertThat(tree.find("/a/1/b")).contains("/a/{id}/b");
        assertThat(tree.find("/m/x")).contains("/m/**");
        assertThat(tree.find("/m/x/y/z")).contains("/m/**");
    }

    @Test
    void findsNothingElse() {
        grow("/a", "/a/{id}", "/m/**");
        for (var path : new String[] {"/", "/b", "/A", "/a/", "/a/1/", "/a/1/c", "/m", "/m/", "/internal/a"}) {
            assertThat(tree.find(path)).as(path).isEmpty();
        }
    }

    @Test
    void prefersALiteralToAParameterAndAParameterToTheRest() {
        grow("/a/b", "/a/{id}", "/a/**", "/a/b/{x}/d");
        assertThat(tree.find("/a/b")).contains("/a/b");
        assertThat(tree.find("/a/c")).contains("/a/{id}");
        assertThat(tree.find("/a/b/c/d")).contains("/a/b/{x}/d");
        assertThat(tree.find("/a/b/c/e")).contains("/a/**");
    }
}
