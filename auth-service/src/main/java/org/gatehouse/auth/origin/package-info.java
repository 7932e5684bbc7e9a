@NullMarked
package org.gatehouse.auth.origin;

import org.jspecify.annotations.NullMarked;
