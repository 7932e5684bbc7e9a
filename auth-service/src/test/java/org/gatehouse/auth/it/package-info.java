@NullMarked
package org.gatehouse.auth.it;

import org.jspecify.annotations.NullMarked;
