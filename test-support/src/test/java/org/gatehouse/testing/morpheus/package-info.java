@NullMarked
package org.gatehouse.testing.morpheus;

import org.jspecify.annotations.NullMarked;
