/** Reads JSON bodies strictly. */
@NullMarked
package org.gatehouse.kit.json;

import org.jspecify.annotations.NullMarked;
