/** An issuer of tokens, good ones and hostile ones. */
@NullMarked
package org.gatehouse.testing.issuer;

import org.jspecify.annotations.NullMarked;
