/** The OpenAPI documents of all services as one, and the two pages that show it, with nothing from elsewhere. */
@NullMarked
package org.gatehouse.gateway.docs;

import org.jspecify.annotations.NullMarked;
