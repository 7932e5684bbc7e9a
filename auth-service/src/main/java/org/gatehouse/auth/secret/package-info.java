@NullMarked
package org.gatehouse.auth.secret;

import org.jspecify.annotations.NullMarked;
