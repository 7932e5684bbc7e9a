@NullMarked
package org.gatehouse.gateway.arch;

import org.jspecify.annotations.NullMarked;
