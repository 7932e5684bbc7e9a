@NullMarked
package org.gatehouse.kit.arch;

import org.jspecify.annotations.NullMarked;
