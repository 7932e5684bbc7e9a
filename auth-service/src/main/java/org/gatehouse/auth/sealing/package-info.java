/** Master keys that seal what lies in the database. */
@NullMarked
package org.gatehouse.auth.sealing;

import org.jspecify.annotations.NullMarked;
