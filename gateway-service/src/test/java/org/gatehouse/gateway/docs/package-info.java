@NullMarked
package org.gatehouse.gateway.docs;

import org.jspecify.annotations.NullMarked;
