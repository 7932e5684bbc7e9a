/** Runs SQL text, and listens to the database. */
@NullMarked
package org.gatehouse.auth.sql;

import org.jspecify.annotations.NullMarked;
