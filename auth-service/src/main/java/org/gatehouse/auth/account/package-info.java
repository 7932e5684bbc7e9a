/** Accounts, their roles and passwords, and registration. */
@NullMarked
package org.gatehouse.auth.account;

import org.jspecify.annotations.NullMarked;
