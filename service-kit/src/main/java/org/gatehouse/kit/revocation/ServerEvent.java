package org.gatehouse.kit.revocation;

/** One event of an event stream; {@code id} is empty when the event had none. */
record ServerEvent(String id, String type, String data) {}
