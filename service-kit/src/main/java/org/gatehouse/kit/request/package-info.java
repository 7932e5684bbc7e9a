/** The request id, and the spans of the framework's requests. */
@NullMarked
package org.gatehouse.kit.request;

import org.jspecify.annotations.NullMarked;
