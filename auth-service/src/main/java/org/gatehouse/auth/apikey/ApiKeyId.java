package org.gatehouse.auth.apikey;

import java.util.UUID;

/** Names an API key in addresses, tokens and revocations; unlike the public id it is no part of the key. */
record ApiKeyId(UUID value) {}
