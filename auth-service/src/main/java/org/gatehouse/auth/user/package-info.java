@NullMarked
package org.gatehouse.auth.user;

import org.jspecify.annotations.NullMarked;
