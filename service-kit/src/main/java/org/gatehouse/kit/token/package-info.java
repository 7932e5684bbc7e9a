/** Verifies tokens, and gets tokens for this service. */
@NullMarked
package org.gatehouse.kit.token;

import org.jspecify.annotations.NullMarked;
