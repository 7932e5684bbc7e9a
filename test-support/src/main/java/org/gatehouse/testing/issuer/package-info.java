@NullMarked
package org.gatehouse.testing.issuer;

import org.jspecify.annotations.NullMarked;
