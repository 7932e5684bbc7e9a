/** A Morpheus node (proxy-router) with the manners of the real one, for tests of whoever talks to it. */
@NullMarked
package org.gatehouse.testing.morpheus;

import org.jspecify.annotations.NullMarked;
