/** Start, readiness and an orderly stop. */
@NullMarked
package org.gatehouse.kit.start;

import org.jspecify.annotations.NullMarked;
