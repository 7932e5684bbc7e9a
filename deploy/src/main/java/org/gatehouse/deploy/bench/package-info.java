/** {@code ./gatehouse bench}: what the edge and the relay cost beside the upstream alone, measured by turns. */
@NullMarked
package org.gatehouse.deploy.bench;

import org.jspecify.annotations.NullMarked;
