/** Keeps what is let in at what can be served in time, and one client's connections at what is fair. */
@NullMarked
package org.gatehouse.gateway.overload;

import org.jspecify.annotations.NullMarked;
