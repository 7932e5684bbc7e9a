@NullMarked
package org.gatehouse.gateway.route;

import org.jspecify.annotations.NullMarked;
