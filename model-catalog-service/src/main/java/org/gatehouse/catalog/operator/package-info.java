/** What operators decide about models: aliases, prices, what is hidden, and a look at the sources. */
@NullMarked
package org.gatehouse.catalog.operator;

import org.jspecify.annotations.NullMarked;
