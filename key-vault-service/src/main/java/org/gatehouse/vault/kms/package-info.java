/** The services that wrap data keys, one class per provider. */
@NullMarked
package org.gatehouse.vault.kms;

import org.jspecify.annotations.NullMarked;
