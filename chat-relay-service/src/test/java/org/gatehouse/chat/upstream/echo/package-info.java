@NullMarked
package org.gatehouse.chat.upstream.echo;

import org.jspecify.annotations.NullMarked;
