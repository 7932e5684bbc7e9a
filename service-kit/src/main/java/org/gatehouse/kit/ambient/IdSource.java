package org.gatehouse.kit.ambient;

import java.util.UUID;

/** Where new ids come from; injected so that a test can foretell them. */
@FunctionalInterface
public interface IdSource {

    UUID next();
}
