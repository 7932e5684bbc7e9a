@NullMarked
package org.gatehouse.kit.guard;

import org.jspecify.annotations.NullMarked;
