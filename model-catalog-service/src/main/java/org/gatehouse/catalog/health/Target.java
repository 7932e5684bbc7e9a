package org.gatehouse.catalog.health;

/** One model at one upstream, by the name it has there. */
record Target(String upstream, String upstreamModel) {}
