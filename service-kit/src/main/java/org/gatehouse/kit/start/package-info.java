@NullMarked
package org.gatehouse.kit.start;

import org.jspecify.annotations.NullMarked;
