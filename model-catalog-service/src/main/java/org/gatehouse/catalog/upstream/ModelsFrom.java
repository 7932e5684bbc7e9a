package org.gatehouse.catalog.upstream;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.gatehouse.catalog.model.ModelId;

/** Where an upstream's list of models comes from. A key goes to the address it stands beside and nowhere else. */
public sealed interface ModelsFrom {

    /** The built-in model that needs no network. */
    record Echo() implements ModelsFrom {}

    /** The configuration states them all. */
    record Stated(List<ModelId> ids) implements ModelsFrom {
        public Stated {
            ids = List.copyOf(ids);
        }
    }

    /** A document in the shape of OpenAI's {@code GET /models}. */
    record OpenAiList(URI location, Optional<ApiKey> apiKey) implements ModelsFrom {}

    /** The marketplace's models, told by a Morpheus node or by the feed of active models; both have one shape. */
    record Morpheus(URI location, Optional<ApiKey> userAndPassword) implements ModelsFrom {}

    /** A file in the catalogue's own shape. */
    record ListFile(Path path) implements ModelsFrom {}
}
