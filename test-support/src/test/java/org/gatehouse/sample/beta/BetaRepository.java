package org.gatehouse.sample.beta;

import java.sql.Connection;

/** A repository may speak SQL, but not be public. */
public record BetaRepository(Connection connection) {}
