/** Moving every record to the current wrapping key, and taking old keys out of service. */
@NullMarked
package org.gatehouse.vault.rotation;

import org.jspecify.annotations.NullMarked;
