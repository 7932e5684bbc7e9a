/** API keys: make, rotate, delete, and trade for a token. */
@NullMarked
package org.gatehouse.auth.apikey;

import org.jspecify.annotations.NullMarked;
