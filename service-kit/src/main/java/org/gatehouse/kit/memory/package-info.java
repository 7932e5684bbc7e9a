/** How much of a process's memory requests and answers under way may hold, together and for each owner. */
@NullMarked
package org.gatehouse.kit.memory;

import org.jspecify.annotations.NullMarked;
