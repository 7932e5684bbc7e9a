/** What is kept of each request: a line in the log, a count in the meters, and spans for a collector. */
@NullMarked
package org.gatehouse.gateway.record;

import org.jspecify.annotations.NullMarked;
