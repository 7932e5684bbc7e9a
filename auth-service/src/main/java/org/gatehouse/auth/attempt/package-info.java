/** Slows down whoever guesses passwords. */
@NullMarked
package org.gatehouse.auth.attempt;

import org.jspecify.annotations.NullMarked;
