@NullMarked
package org.gatehouse.auth.password;

import org.jspecify.annotations.NullMarked;
