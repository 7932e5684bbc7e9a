/** Keys that sign tokens, their turns, and token lifetimes. */
@NullMarked
package org.gatehouse.auth.signing;

import org.jspecify.annotations.NullMarked;
