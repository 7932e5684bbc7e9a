/** Private keys of secp256k1 and what is derived from them. Knows neither HTTP nor SQL. */
@NullMarked
package org.gatehouse.vault.wallet;

import org.jspecify.annotations.NullMarked;
