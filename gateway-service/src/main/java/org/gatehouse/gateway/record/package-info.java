/** What is kept of each request: a line in the log and a count in the meters. */
@NullMarked
package org.gatehouse.gateway.record;

import org.jspecify.annotations.NullMarked;
