/** Reading JSON in place: limits against hostile input, and byte ranges so that a patch can be small. */
@NullMarked
package org.gatehouse.chat.json;

import org.jspecify.annotations.NullMarked;
