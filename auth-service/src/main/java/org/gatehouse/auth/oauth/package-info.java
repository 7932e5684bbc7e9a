@NullMarked
package org.gatehouse.auth.oauth;

import org.jspecify.annotations.NullMarked;
