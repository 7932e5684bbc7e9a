@NullMarked
package org.gatehouse.chat.upstream.http;

import org.jspecify.annotations.NullMarked;
