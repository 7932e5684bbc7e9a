package org.gatehouse.auth.token;

import java.time.Duration;
import org.gatehouse.auth.secret.Secret;

/** A signed access token, how long it lives, and its scope in OAuth's spelling. */
public record AccessToken(Secret value, Duration life, String scope) {}
