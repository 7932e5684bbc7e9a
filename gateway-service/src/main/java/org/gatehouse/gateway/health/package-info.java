/** What the edge tells the world about the services behind it, from polls in the background. */
@NullMarked
package org.gatehouse.gateway.health;

import org.jspecify.annotations.NullMarked;
