/** The record of every use, chained per owner. */
@NullMarked
package org.gatehouse.vault.audit;

import org.jspecify.annotations.NullMarked;
