/** The streaming HTTP/1.1 client that edge and relay share: per-loop pools, back-pressure both ways, cancel at once. */
@NullMarked
package org.gatehouse.kit.upstream;

import org.jspecify.annotations.NullMarked;
