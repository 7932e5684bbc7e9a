/** Envelope encryption: a fresh data key per secret, bound to its place at both layers. Knows neither HTTP nor SQL. */
@NullMarked
package org.gatehouse.vault.envelope;

import org.jspecify.annotations.NullMarked;
