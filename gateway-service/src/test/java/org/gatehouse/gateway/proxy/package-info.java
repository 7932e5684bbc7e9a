@NullMarked
package org.gatehouse.gateway.proxy;

import org.jspecify.annotations.NullMarked;
