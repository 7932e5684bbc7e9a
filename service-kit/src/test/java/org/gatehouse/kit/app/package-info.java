@NullMarked
package org.gatehouse.kit.app;

import org.jspecify.annotations.NullMarked;
