package org.gatehouse.gateway.docs;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The groups of operations in the order in which readers look for them: what is called most first, what repeats others last. */
final class TagOrder {

    /** Where an operation stands that is another one at a second address. */
    static final String REPEATED = "The same at /api/v1";

    private static final List<String> FIRST = List.of(
            "Chat",
            "Models",
            "API keys",
            "Sessions",
            "Accounts",
            "Second factor",
            "Secrets",
            "Spending",
            "OAuth 2",
            "Users",
            "Clients",
            "Audit");

    private TagOrder() {}

    /** Those in use, each with what its service says of it. */
    static List<Map<String, String>> of(Collection<ServiceDocument> documents, Set<String> used) {
        var descriptions = new HashMap<String, String>();
        documents.forEach(document -> document.tags().forEach(descriptions::putIfAbsent));
        descriptions.put(REPEATED, "Operations of above, once more at the addresses that some clients call");
        return used.stream()
                .sorted(Comparator.comparingInt(TagOrder::rank).thenComparing(Comparator.naturalOrder()))
                .map(name -> tag(name, descriptions.getOrDefault(name, "")))
                .toList();
    }

    private static Map<String, String> tag(String name, String description) {
        return description.isEmpty() ? Map.of("name", name) : Map.of("name", name, "description", description);
    }

    private static int rank(String name) {
        var place = FIRST.indexOf(name);
        return name.equals(REPEATED) ? Integer.MAX_VALUE : place < 0 ? FIRST.size() : place;
    }
}
