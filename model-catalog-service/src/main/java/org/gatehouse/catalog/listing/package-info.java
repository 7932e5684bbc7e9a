/** What clients and relays are shown of the catalogue. */
@NullMarked
package org.gatehouse.catalog.listing;

import org.jspecify.annotations.NullMarked;
