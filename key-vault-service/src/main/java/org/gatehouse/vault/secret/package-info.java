/** What users keep in the vault: one class per verb. */
@NullMarked
package org.gatehouse.vault.secret;

import org.jspecify.annotations.NullMarked;
