/** The whole service over real sockets and a real database. */
@NullMarked
package org.gatehouse.vault.it;

import org.jspecify.annotations.NullMarked;
