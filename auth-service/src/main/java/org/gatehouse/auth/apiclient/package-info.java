/** Clients for programs: an account with a key, for administrators. */
@NullMarked
package org.gatehouse.auth.apiclient;

import org.jspecify.annotations.NullMarked;
