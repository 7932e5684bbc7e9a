/** A caller's own key for a provider, out of the vault and used for that caller only. */
@NullMarked
package org.gatehouse.chat.credential;

import org.jspecify.annotations.NullMarked;
