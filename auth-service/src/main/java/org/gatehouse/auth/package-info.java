@NullMarked
package org.gatehouse.auth;

import org.jspecify.annotations.NullMarked;
