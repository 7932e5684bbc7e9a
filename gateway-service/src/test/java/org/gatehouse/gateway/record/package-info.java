@NullMarked
package org.gatehouse.gateway.record;

import org.jspecify.annotations.NullMarked;
