@NullMarked
package org.gatehouse.auth.docs;

import org.jspecify.annotations.NullMarked;
