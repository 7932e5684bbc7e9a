@NullMarked
package org.gatehouse.catalog.it;

import org.jspecify.annotations.NullMarked;
