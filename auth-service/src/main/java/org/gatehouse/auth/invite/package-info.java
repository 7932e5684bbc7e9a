@NullMarked
package org.gatehouse.auth.invite;

import org.jspecify.annotations.NullMarked;
