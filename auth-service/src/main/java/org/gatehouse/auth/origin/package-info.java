/** Where the request at hand came from. */
@NullMarked
package org.gatehouse.auth.origin;

import org.jspecify.annotations.NullMarked;
