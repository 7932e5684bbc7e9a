@NullMarked
package org.gatehouse.sample.alpha;

import org.jspecify.annotations.NullMarked;
