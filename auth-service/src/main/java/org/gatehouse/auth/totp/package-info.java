@NullMarked
package org.gatehouse.auth.totp;

import org.jspecify.annotations.NullMarked;
