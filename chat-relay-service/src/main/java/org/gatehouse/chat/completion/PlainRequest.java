package org.gatehouse.chat.completion;

import org.gatehouse.chat.request.Endpoint;
import org.gatehouse.kit.token.Caller;

/** A request that is known from its head alone to be served by {@link Relay}, and for whom. */
record PlainRequest(Endpoint endpoint, Caller.User caller) {}
