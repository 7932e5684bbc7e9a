/** The clock, ids and randomness, as beans that tests replace. */
@NullMarked
package org.gatehouse.kit.ambient;

import org.jspecify.annotations.NullMarked;
