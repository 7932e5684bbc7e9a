@NullMarked
package org.gatehouse.gateway.overload;

import org.jspecify.annotations.NullMarked;
