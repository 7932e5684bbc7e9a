/** The configured upstreams, checked at start. */
@NullMarked
package org.gatehouse.catalog.upstream;

import org.jspecify.annotations.NullMarked;
