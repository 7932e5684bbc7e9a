@NullMarked
package org.gatehouse.auth.apikey;

import org.jspecify.annotations.NullMarked;
