/** Invites that let one newcomer register. */
@NullMarked
package org.gatehouse.auth.invite;

import org.jspecify.annotations.NullMarked;
