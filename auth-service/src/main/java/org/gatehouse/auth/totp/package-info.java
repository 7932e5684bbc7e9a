/** The second factor, its recovery codes, and step-up. */
@NullMarked
package org.gatehouse.auth.totp;

import org.jspecify.annotations.NullMarked;
