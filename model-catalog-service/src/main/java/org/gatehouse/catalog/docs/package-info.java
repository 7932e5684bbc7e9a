/** This service's own OpenAPI document. */
@NullMarked
package org.gatehouse.catalog.docs;

import org.jspecify.annotations.NullMarked;
