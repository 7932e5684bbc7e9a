@NullMarked
package org.gatehouse.gateway.authn;

import org.jspecify.annotations.NullMarked;
