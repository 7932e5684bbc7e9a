/** What a caller is told when something behind the vault is down. */
@NullMarked
package org.gatehouse.vault.outage;

import org.jspecify.annotations.NullMarked;
