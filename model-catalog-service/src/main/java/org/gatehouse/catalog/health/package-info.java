/**
 * How models fare, as the relays see it. Each relay reports what it saw lately, whole, every few seconds and when something
 * goes down or comes back; reports live in the database, so that every replica tells the same, and are forgotten when their
 * relay falls silent. What is told of a model is a function of the reports alone.
 *
 * <p>A list's ETag is that of its bytes, so health must not move with every request. It changes with a state, which a relay
 * holds for some seconds before it calls a target healthy again, and with a latency, which a relay reports anew only when the
 * median has moved by a fifth. The feed for relays holds no health at all: a report never comes back as a change.
 */
@NullMarked
package org.gatehouse.catalog.health;

import org.jspecify.annotations.NullMarked;
