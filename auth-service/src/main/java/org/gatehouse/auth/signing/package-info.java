@NullMarked
package org.gatehouse.auth.signing;

import org.jspecify.annotations.NullMarked;
