/** The real Keycloak, as a process. */
@NullMarked
package org.gatehouse.testing.keycloak;

import org.jspecify.annotations.NullMarked;
