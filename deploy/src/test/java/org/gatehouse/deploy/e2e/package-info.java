/** The whole suite as its users meet it: started by the launcher, reached through the edge. */
@NullMarked
package org.gatehouse.deploy.e2e;

import org.jspecify.annotations.NullMarked;
