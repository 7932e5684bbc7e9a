@NullMarked
package org.gatehouse.auth.client;

import org.jspecify.annotations.NullMarked;
