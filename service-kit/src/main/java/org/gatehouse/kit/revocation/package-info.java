/** What auth-service takes back before it expires: followed by its stream, and asked for while that is lost. */
@NullMarked
package org.gatehouse.kit.revocation;

import org.jspecify.annotations.NullMarked;
