@NullMarked
package org.gatehouse.auth.sql;

import org.jspecify.annotations.NullMarked;
