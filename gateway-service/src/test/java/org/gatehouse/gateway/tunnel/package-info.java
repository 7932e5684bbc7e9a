@NullMarked
package org.gatehouse.gateway.tunnel;

import org.jspecify.annotations.NullMarked;
