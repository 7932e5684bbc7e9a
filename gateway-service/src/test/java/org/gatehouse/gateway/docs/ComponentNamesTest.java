package org.gatehouse.gateway.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ComponentNamesTest {

    private final ComponentNames names = new ComponentNames();

    private static ServiceDocument document(String service, String schemas) {
        return ReadDocument.read(service, "openapi: 3.0.1\ncomponents:\n  schemas: " + schemas)
                .orElseThrow();
    }

    private Map<String, Object> schemas() {
        return names.gathered().getOrDefault("schemas", Map.of());
    }

    private static Map<String, String> reference(String name) {
        return Map.of("$ref", "#/components/schemas/" + name);
    }

    @Test
    void keepTheSameThingOnce() {
        names.add(document("a", "{Error: {type: object}}"));
        var rewrite = names.add(document("b", "{Error: {type: object}}"));
        assertThat(schemas()).containsOnlyKeys("Error");
        assertThat(rewrite.apply(reference("Error"))).isEqualTo(reference("Error"));
    }

    @Test
    void callAnotherThingOfTheSameNameAfterItsService() {
        names.add(document("a", "{Key: {type: object}}"));
        var rewrite = names.add(document("b", "{Key: {type: string}}"));
        assertThat(schemas()).containsOnlyKeys("Key", "b.Key");
        assertThat(schemas().get("b.Key")).isEqualTo(Map.of("type", "string"));
        assertThat(rewrite.apply(Map.of("items", reference("Key")))).isEqualTo(Map.of("items", reference("b.Key")));
    }

    @Test
    void takeWhatRefersToAnotherThingForAnotherThing() {
        names.add(document("a", "{Key: {type: object}, List: {items: {$ref: '#/components/schemas/Key'}}}"));
        var rewrite =
                names.add(document("b", "{Key: {type: string}, List: {items: {$ref: '#/components/schemas/Key'}}}"));
        assertThat(schemas()).containsOnlyKeys("Key", "b.Key", "List", "b.List");
        assertThat(schemas().get("b.List")).isEqualTo(Map.of("items", reference("b.Key")));
        assertThat(rewrite.apply(reference("List"))).isEqualTo(reference("b.List"));
    }

    @Test
    void leaveTheClassesAroundASchemaOutWhereItsOwnNameIsFree() {
        var rewrite = names.add(document(
                "a",
                "{Chat.Options: {type: object}, Other.Key: {type: string}, Key: {type: object},"
                        + " List: {items: {$ref: '#/components/schemas/Chat.Options'}}}"));
        assertThat(schemas()).containsOnlyKeys("Options", "Other.Key", "Key", "List");
        assertThat(schemas().get("List")).isEqualTo(Map.of("items", reference("Options")));
        assertThat(rewrite.apply(reference("Chat.Options"))).isEqualTo(reference("Options"));
    }

    @Test
    void callAShortenedNameThatIsTakenAfterItsService() {
        names.add(document("a", "{Options: {type: string}}"));
        names.add(document("b", "{Chat.Options: {type: object}}"));
        assertThat(schemas()).containsOnlyKeys("Options", "b.Options");
    }

    @Test
    void followReferencesInTheMappingOfADiscriminator() {
        names.add(document("a", "{Key: {type: object}}"));
        var rewrite = names.add(document("b", "{Key: {type: string}}"));
        assertThat(rewrite.apply(Map.of("mapping", Map.of("key", "#/components/schemas/Key"))))
                .isEqualTo(Map.of("mapping", Map.of("key", "#/components/schemas/b.Key")));
    }
}
