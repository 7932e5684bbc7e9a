/** Which request goes where: typed configuration, validated whole, looked up by exact path or segment by segment. */
@NullMarked
package org.gatehouse.gateway.route;

import org.jspecify.annotations.NullMarked;
