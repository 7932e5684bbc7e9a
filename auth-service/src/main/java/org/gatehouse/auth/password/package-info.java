/** Argon2id, the gate in front of it, and the rules for passwords. */
@NullMarked
package org.gatehouse.auth.password;

import org.jspecify.annotations.NullMarked;
