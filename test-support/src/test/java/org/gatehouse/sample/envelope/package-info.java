@NullMarked
package org.gatehouse.sample.envelope;

import org.jspecify.annotations.NullMarked;
