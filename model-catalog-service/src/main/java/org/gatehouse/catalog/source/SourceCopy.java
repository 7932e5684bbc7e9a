package org.gatehouse.catalog.source;

import java.time.Instant;

/** The last good list of a source as it is kept, in the catalogue's own shape. */
record SourceCopy(String upstream, String location, Validators validators, String models, Instant readAt) {}
