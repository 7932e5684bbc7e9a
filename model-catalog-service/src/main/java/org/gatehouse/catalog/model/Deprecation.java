package org.gatehouse.catalog.model;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Somebody has said that a model will go; {@code shutdown} is its first day without it, where that was said too. */
public record Deprecation(@Nullable LocalDate shutdown) {}
