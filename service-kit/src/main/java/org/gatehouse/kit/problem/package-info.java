/** Errors, and their shape on each surface. */
@NullMarked
package org.gatehouse.kit.problem;

import org.jspecify.annotations.NullMarked;
