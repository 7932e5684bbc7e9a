@NullMarked
package org.gatehouse.vault;

import org.jspecify.annotations.NullMarked;
