/** W3C Trace Context through every service, and spans for whoever collects them over OTLP. */
@NullMarked
package org.gatehouse.kit.trace;

import org.jspecify.annotations.NullMarked;
