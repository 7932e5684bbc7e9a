@NullMarked
package org.gatehouse.catalog.arch;

import org.jspecify.annotations.NullMarked;
