/** A real PostgreSQL for tests, and one that can be stopped. */
@NullMarked
package org.gatehouse.testing.postgres;

import org.jspecify.annotations.NullMarked;
