@NullMarked
package org.gatehouse.auth.account;

import org.jspecify.annotations.NullMarked;
