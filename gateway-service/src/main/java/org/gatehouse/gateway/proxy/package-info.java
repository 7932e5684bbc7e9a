/** Serves proxied routes inside the server's own pipeline, on Netty alone; everything else passes to the framework. */
@NullMarked
package org.gatehouse.gateway.proxy;

import org.jspecify.annotations.NullMarked;
