@NullMarked
package org.gatehouse.chat.model;

import org.jspecify.annotations.NullMarked;
