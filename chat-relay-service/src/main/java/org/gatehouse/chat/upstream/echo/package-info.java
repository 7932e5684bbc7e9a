/** The model that needs no key and no network: it says again what it was told. */
@NullMarked
package org.gatehouse.chat.upstream.echo;

import org.jspecify.annotations.NullMarked;
