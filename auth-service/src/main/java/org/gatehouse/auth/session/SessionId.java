package org.gatehouse.auth.session;

import java.util.UUID;

/** Names a login session: the {@code sid} of its tokens. */
public record SessionId(UUID value) {}
