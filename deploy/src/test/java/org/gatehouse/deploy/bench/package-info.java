@NullMarked
package org.gatehouse.deploy.bench;

import org.jspecify.annotations.NullMarked;
