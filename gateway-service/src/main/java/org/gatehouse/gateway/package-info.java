/** The edge: decides on each request and streams it to a service. */
@NullMarked
package org.gatehouse.gateway;

import org.jspecify.annotations.NullMarked;
