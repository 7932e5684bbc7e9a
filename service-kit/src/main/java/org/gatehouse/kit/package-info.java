@NullMarked
package org.gatehouse.kit;

import org.jspecify.annotations.NullMarked;
