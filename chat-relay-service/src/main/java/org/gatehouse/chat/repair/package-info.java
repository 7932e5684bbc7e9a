/** Requests that an upstream refuses and takes in another form: asked once more, before the client has heard anything. */
@NullMarked
package org.gatehouse.chat.repair;

import org.jspecify.annotations.NullMarked;
