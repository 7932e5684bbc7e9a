/** How much of the wallet's MOR the marketplace's contract may take. */
@NullMarked
package org.gatehouse.chat.spending;

import org.jspecify.annotations.NullMarked;
