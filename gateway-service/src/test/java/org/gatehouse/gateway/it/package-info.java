@NullMarked
package org.gatehouse.gateway.it;

import org.jspecify.annotations.NullMarked;
