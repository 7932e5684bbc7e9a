@NullMarked
package org.gatehouse.kit.ambient;

import org.jspecify.annotations.NullMarked;
