/** Logins, refresh tokens, and the ends of sessions. */
@NullMarked
package org.gatehouse.auth.session;

import org.jspecify.annotations.NullMarked;
