@NullMarked
package org.gatehouse.kit.token;

import org.jspecify.annotations.NullMarked;
