/** What administrators may see and do of the edge: its routes, why a request goes where it goes, its state. */
@NullMarked
package org.gatehouse.gateway.operate;

import org.jspecify.annotations.NullMarked;
