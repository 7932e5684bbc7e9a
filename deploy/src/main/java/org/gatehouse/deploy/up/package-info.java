/** The launcher behind {@code ./gatehouse up}: embedded PostgreSQL and every service as a process, on one machine. */
@NullMarked
package org.gatehouse.deploy.up;

import org.jspecify.annotations.NullMarked;
