/** The head of the OpenAPI document. */
@NullMarked
package org.gatehouse.auth.docs;

import org.jspecify.annotations.NullMarked;
