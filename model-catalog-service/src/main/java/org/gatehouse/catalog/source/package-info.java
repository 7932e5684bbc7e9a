/** Where lists of models come from, and how they are kept fresh. */
@NullMarked
package org.gatehouse.catalog.source;

import org.jspecify.annotations.NullMarked;
