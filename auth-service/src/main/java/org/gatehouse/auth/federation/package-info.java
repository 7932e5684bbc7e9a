/** Accounts, roles and sessions of users whom a Keycloak realm vouches for. */
@NullMarked
package org.gatehouse.auth.federation;

import org.jspecify.annotations.NullMarked;
