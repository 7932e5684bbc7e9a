/** The relay's copy of the model catalogue: refreshed in the background, the last good one kept. */
@NullMarked
package org.gatehouse.chat.model;

import org.jspecify.annotations.NullMarked;
