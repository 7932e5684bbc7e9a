@NullMarked
package org.gatehouse.testing.arch;

import org.jspecify.annotations.NullMarked;
