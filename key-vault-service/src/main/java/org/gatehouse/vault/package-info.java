/** Secrets under envelope encryption, and the record of their use. */
@NullMarked
package org.gatehouse.vault;

import org.jspecify.annotations.NullMarked;
