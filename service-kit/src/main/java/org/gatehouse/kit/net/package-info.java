/** Addresses and networks as settings name them. */
@NullMarked
package org.gatehouse.kit.net;

import org.jspecify.annotations.NullMarked;
