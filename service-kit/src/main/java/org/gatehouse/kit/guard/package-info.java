/** Refuses, for a whole server and before any route, requests that two parties could read differently. */
@NullMarked
package org.gatehouse.kit.guard;

import org.jspecify.annotations.NullMarked;
