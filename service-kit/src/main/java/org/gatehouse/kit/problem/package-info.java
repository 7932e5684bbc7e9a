@NullMarked
package org.gatehouse.kit.problem;

import org.jspecify.annotations.NullMarked;
