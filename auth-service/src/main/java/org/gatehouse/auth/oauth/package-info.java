/** The endpoints of OAuth: tokens, introspection, revocation, discovery. */
@NullMarked
package org.gatehouse.auth.oauth;

import org.jspecify.annotations.NullMarked;
