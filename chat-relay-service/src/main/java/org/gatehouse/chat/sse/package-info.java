/** Server-sent events as bytes: frames cut out of any sequence of reads. Knows no HTTP. */
@NullMarked
package org.gatehouse.chat.sse;

import org.jspecify.annotations.NullMarked;
