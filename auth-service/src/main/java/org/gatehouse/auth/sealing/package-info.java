@NullMarked
package org.gatehouse.auth.sealing;

import org.jspecify.annotations.NullMarked;
