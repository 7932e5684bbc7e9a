/** What would be a security risk or a nuisance to have in each service. */
@NullMarked
package org.gatehouse.kit;

import org.jspecify.annotations.NullMarked;
