/** What a model is, how one is named, and what its names resolve to: no HTTP, no SQL. */
@NullMarked
package org.gatehouse.catalog.model;

import org.jspecify.annotations.NullMarked;
