/** Model servers as people run them, one double for each family, each with its own quirks and its own refusals. */
@NullMarked
package org.gatehouse.testing.family;

import org.jspecify.annotations.NullMarked;
