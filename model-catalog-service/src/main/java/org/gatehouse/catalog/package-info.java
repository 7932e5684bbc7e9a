@NullMarked
package org.gatehouse.catalog;

import org.jspecify.annotations.NullMarked;
