@NullMarked
package org.gatehouse.gateway;

import org.jspecify.annotations.NullMarked;
