/** The row of steps every request passes: route, authenticate, authorise. Each step is a type of its own package. */
@NullMarked
package org.gatehouse.gateway.policy;

import org.jspecify.annotations.NullMarked;
