/** Changes of accounts, by their owners and by administrators. */
@NullMarked
package org.gatehouse.auth.user;

import org.jspecify.annotations.NullMarked;
