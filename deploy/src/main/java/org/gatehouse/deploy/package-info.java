@NullMarked
package org.gatehouse.deploy;

import org.jspecify.annotations.NullMarked;
