@NullMarked
package org.gatehouse.chat.request;

import org.jspecify.annotations.NullMarked;
