package org.gatehouse.sample.envelope;

import java.net.http.HttpClient;

/** Cryptography that knows HTTP. */
record Sealer(HttpClient client) {}
