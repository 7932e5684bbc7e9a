/** Connections that have left HTTP: bytes go both ways between a client and an upstream until one of them closes. */
@NullMarked
package org.gatehouse.gateway.tunnel;

import org.jspecify.annotations.NullMarked;
