/** The append-only record of logins and changes. */
@NullMarked
package org.gatehouse.auth.audit;

import org.jspecify.annotations.NullMarked;
