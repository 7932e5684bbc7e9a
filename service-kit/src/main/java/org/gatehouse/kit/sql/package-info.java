/** What every service with a database does alike: how long it waits for it, and what it says while the database is away. */
@NullMarked
package org.gatehouse.kit.sql;

import org.jspecify.annotations.NullMarked;
