/** Tells our own services whose secrets have changed, whichever replica changed them. */
@NullMarked
package org.gatehouse.vault.change;

import org.jspecify.annotations.NullMarked;
