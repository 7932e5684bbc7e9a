@NullMarked
package org.gatehouse.auth.arch;

import org.jspecify.annotations.NullMarked;
