/** Log lines as JSON, with secrets masked. */
@NullMarked
package org.gatehouse.kit.logging;

import org.jspecify.annotations.NullMarked;
