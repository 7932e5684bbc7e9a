/** Undoes what clients do to bodies to send less. */
@NullMarked
package org.gatehouse.gateway.inflate;

import org.jspecify.annotations.NullMarked;
