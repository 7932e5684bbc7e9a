@NullMarked
package org.gatehouse.auth.keycloak;

import org.jspecify.annotations.NullMarked;
