@NullMarked
package org.gatehouse.testing.postgres;

import org.jspecify.annotations.NullMarked;
