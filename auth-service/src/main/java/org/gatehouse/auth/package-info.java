/** Accounts, sessions, API keys, tokens and their revocation. */
@NullMarked
package org.gatehouse.auth;

import org.jspecify.annotations.NullMarked;
