@NullMarked
package org.gatehouse.gateway.health;

import org.jspecify.annotations.NullMarked;
