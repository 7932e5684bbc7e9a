/** Sockets under a test's full control, on either side: what well-behaved clients and servers cannot be made to send. */
@NullMarked
package org.gatehouse.testing.net;

import org.jspecify.annotations.NullMarked;
