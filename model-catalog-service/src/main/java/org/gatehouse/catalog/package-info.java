/** Which models there are, and at which upstreams. */
@NullMarked
package org.gatehouse.catalog;

import org.jspecify.annotations.NullMarked;
