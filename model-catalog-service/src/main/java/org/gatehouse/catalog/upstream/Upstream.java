package org.gatehouse.catalog.upstream;

/** A configured upstream that has passed the checks of the start. */
public record Upstream(String name, ModelsFrom models) {}
