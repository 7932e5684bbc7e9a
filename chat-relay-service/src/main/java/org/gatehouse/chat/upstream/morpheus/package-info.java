/**
 * The Morpheus marketplace through a node: sessions that are opened on a chain, serve one request at a time, and cost a
 * deposit until they end.
 */
@NullMarked
package org.gatehouse.chat.upstream.morpheus;

import org.jspecify.annotations.NullMarked;
