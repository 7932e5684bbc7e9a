/** The vault's command line: for whoever holds its settings, and so its database and its keys. */
@NullMarked
package org.gatehouse.vault.command;

import org.jspecify.annotations.NullMarked;
