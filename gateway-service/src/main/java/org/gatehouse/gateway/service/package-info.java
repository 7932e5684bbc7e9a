/** The services behind the edge: where they are and what they are called. */
@NullMarked
package org.gatehouse.gateway.service;

import org.jspecify.annotations.NullMarked;
