@NullMarked
package org.gatehouse.deploy.up;

import org.jspecify.annotations.NullMarked;
