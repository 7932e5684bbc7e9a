@NullMarked
package org.gatehouse.kit.memory;

import org.jspecify.annotations.NullMarked;
