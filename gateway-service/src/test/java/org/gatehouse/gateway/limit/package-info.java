@NullMarked
package org.gatehouse.gateway.limit;

import org.jspecify.annotations.NullMarked;
