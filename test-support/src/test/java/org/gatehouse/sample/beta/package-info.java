@NullMarked
package org.gatehouse.sample.beta;

import org.jspecify.annotations.NullMarked;
