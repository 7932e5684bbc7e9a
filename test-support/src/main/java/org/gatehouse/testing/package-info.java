/** Servers that stand for third parties in tests, and the rules of the house. */
@NullMarked
package org.gatehouse.testing;

import org.jspecify.annotations.NullMarked;
