/** How many requests a minute each client, address and route may have, counted here or with other edges in a store. */
@NullMarked
package org.gatehouse.gateway.limit;

import org.jspecify.annotations.NullMarked;
