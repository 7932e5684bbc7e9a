package org.gatehouse.catalog.model;

/** Where a model lives: the upstream, the name the upstream knows it by, who owns it, and since when (Unix seconds). */
public record Origin(String upstream, String upstreamModel, String ownedBy, long created) {}
