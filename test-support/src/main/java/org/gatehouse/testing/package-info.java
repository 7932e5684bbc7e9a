@NullMarked
package org.gatehouse.testing;

import org.jspecify.annotations.NullMarked;
