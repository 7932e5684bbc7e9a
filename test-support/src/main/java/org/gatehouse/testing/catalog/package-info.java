/** A server of model lists. */
@NullMarked
package org.gatehouse.testing.catalog;

import org.jspecify.annotations.NullMarked;
