/** Takes tokens back, and streams that to the other services. */
@NullMarked
package org.gatehouse.auth.revocation;

import org.jspecify.annotations.NullMarked;
