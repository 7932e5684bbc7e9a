/** A service's own API document. */
@NullMarked
package org.gatehouse.kit.docs;

import org.jspecify.annotations.NullMarked;
