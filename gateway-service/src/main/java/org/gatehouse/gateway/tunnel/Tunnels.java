package org.gatehouse.gateway.tunnel;

import jakarta.inject.Singleton;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** All tunnels that are open. */
@Singleton
public final class Tunnels {

    private final Set<Tunnel> open = ConcurrentHashMap.newKeySet();

    void opened(Tunnel tunnel) {
        open.add(tunnel);
    }

    void closed(Tunnel tunnel) {
        open.remove(tunnel);
    }

    public int count() {
        return open.size();
    }

    /** Those that say goodbye as soon as a frame has ended. */
    public long leaving() {
        return open.stream().filter(Tunnel::isStopping).count();
    }

    /** Something was revoked: each looks whether it was its credential, on its own event loop. */
    public void judgeAll() {
        open.forEach(tunnel -> tunnel.executor().execute(tunnel::judge));
    }
}
