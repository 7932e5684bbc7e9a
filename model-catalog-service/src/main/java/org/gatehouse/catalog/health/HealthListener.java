package org.gatehouse.catalog.health;

/** Hears when relays see something else than before, in order: it must be quick and must not throw. */
public interface HealthListener {

    void onChange(SeenByRelays seen);
}
