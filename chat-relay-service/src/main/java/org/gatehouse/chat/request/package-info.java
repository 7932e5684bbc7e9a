/** What the relay reads of a request body, and the smallest patch that makes it fit an upstream. */
@NullMarked
package org.gatehouse.chat.request;

import org.jspecify.annotations.NullMarked;
