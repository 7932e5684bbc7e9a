/** Mints access tokens. */
@NullMarked
package org.gatehouse.auth.token;

import org.jspecify.annotations.NullMarked;
