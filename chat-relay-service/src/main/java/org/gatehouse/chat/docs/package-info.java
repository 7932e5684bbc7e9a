/** The service's own API document. */
@NullMarked
package org.gatehouse.chat.docs;

import org.jspecify.annotations.NullMarked;
