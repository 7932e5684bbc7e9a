package org.gatehouse.gateway.docs;

import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** Reads an OpenAPI document from YAML: plain data only, no tags, bounded in size and depth. */
final class ReadDocument {

    private static final int MAX_CHARS = 4 * 1024 * 1024;
    private static final int MAX_DEPTH = 60;

    private ReadDocument() {}

    /** Empty when it is no OpenAPI document. */
    static Optional<ServiceDocument> read(String service, String yaml) {
        var options = new LoaderOptions();
        options.setCodePointLimit(MAX_CHARS);
        options.setNestingDepthLimit(MAX_DEPTH);
        options.setAllowDuplicateKeys(false);
        try {
            Object tree = new Yaml(new SafeConstructor(options)).load(yaml);
            var document = new ServiceDocument(service, ServiceDocument.object(tree));
            return document.text("openapi").isPresent() ? Optional.of(document) : Optional.empty();
        } catch (YAMLException e) {
            return Optional.empty();
        }
    }
}
