/** The way to the database. */
@NullMarked
package org.gatehouse.catalog.sql;

import org.jspecify.annotations.NullMarked;
