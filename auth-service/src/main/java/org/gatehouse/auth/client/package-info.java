/** The suite's own services as OAuth clients. */
@NullMarked
package org.gatehouse.auth.client;

import org.jspecify.annotations.NullMarked;
