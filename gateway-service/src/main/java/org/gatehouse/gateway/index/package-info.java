/** The front page of the API. */
@NullMarked
package org.gatehouse.gateway.index;

import org.jspecify.annotations.NullMarked;
