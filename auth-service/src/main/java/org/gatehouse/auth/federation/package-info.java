@NullMarked
package org.gatehouse.auth.federation;

import org.jspecify.annotations.NullMarked;
