/** Calls to Keycloak; the only package that knows its client library. */
@NullMarked
package org.gatehouse.auth.keycloak;

import org.jspecify.annotations.NullMarked;
