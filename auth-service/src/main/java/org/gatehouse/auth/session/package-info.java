@NullMarked
package org.gatehouse.auth.session;

import org.jspecify.annotations.NullMarked;
