@NullMarked
package org.gatehouse.kit.param;

import org.jspecify.annotations.NullMarked;
