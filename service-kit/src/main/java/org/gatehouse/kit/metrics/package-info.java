/** What an operator's Prometheus reads from every service. */
@NullMarked
package org.gatehouse.kit.metrics;

import org.jspecify.annotations.NullMarked;
