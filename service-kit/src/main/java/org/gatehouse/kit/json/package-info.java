@NullMarked
package org.gatehouse.kit.json;

import org.jspecify.annotations.NullMarked;
