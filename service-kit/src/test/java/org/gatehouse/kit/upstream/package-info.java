@NullMarked
package org.gatehouse.kit.upstream;

import org.jspecify.annotations.NullMarked;
