@NullMarked
package org.gatehouse.kit.logging;

import org.jspecify.annotations.NullMarked;
