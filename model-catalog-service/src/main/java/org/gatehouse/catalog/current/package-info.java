/** The one catalogue that is served now, and who hears of its changes. */
@NullMarked
package org.gatehouse.catalog.current;

import org.jspecify.annotations.NullMarked;
