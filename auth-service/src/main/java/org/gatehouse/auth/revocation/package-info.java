@NullMarked
package org.gatehouse.auth.revocation;

import org.jspecify.annotations.NullMarked;
