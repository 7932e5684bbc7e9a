/** Types for secrets, their digests and their source. */
@NullMarked
package org.gatehouse.auth.secret;

import org.jspecify.annotations.NullMarked;
