/** What an upstream is to the relay: it is asked, it answers in pieces, it can be stopped. */
@NullMarked
package org.gatehouse.chat.upstream;

import org.jspecify.annotations.NullMarked;
