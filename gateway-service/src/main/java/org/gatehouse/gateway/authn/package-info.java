/** Who is asking: the credential told by its shape, exchanged or verified once, and held against the revocations each time. */
@NullMarked
package org.gatehouse.gateway.authn;

import org.jspecify.annotations.NullMarked;
