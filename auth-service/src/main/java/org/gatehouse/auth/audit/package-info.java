@NullMarked
package org.gatehouse.auth.audit;

import org.jspecify.annotations.NullMarked;
