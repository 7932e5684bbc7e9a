/** A collector of traces that keeps what it is sent. */
@NullMarked
package org.gatehouse.testing.trace;

import org.jspecify.annotations.NullMarked;
